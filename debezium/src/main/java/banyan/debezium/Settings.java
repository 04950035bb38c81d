package banyan.debezium;

import java.util.List;
import java.util.Map;

/**
 * What the parent asks for.
 *
 * @param properties Debezium's own settings
 * @param folder where offsets and schema history are
 * @param offset where to begin; null: where the snapshot mode says
 * @param shape what the tables must look like there; null: as they are
 * @param wanted full names of the tables that are decoded, {@code database.table}, with the columns
 */
public record Settings(Map<String, String> properties, String folder, Map<String, Object> offset, String shape,
                       Map<String, List<String>> wanted) {
}
