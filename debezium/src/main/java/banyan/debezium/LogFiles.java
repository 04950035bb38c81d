package banyan.debezium;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The second at which each file of the log was begun, as its first event says: another file of the same name has another. */
final class LogFiles {
    private final Map<String, Long> created = new ConcurrentHashMap<>();

    void begun(String file, long second) {
        created.put(file, second);
    }

    /** @return the second, null when it is not known */
    Long createdOf(Object file) {
        return file == null ? null : created.get(file.toString());
    }
}
