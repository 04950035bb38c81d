package banyan.debezium;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

import org.apache.kafka.connect.data.Struct;

import io.debezium.relational.Column;
import io.debezium.relational.RelationalDatabaseSchema;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;

/**
 * What the wanted tables look like at the point of the log that was handed over, as digests. Row events do not name
 * their columns, so an engine that has no history of its own may only begin where the tables look as they do now.
 */
final class TableShapes {
    private final Set<String> wanted;
    private final TreeMap<String, String> shapes = new TreeMap<>();

    TableShapes(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** Takes all tables as the engine knows them. */
    void readAll(RelationalDatabaseSchema schema) {
        shapes.clear();
        for (String name : wanted) {
            Table table = schema.tableFor(new TableId(name.substring(0, name.indexOf('.')), null, name.substring(name.indexOf('.') + 1)));
            if (table != null) {
                shapes.put(name, shapeOf(table));
            }
        }
    }

    /** Follows a schema change that the engine has told, in the order of the log. */
    void follow(List<Struct> tableChanges) {
        for (Struct change : tableChanges) {
            TableId id = TableId.parse(change.getString("id"));
            String name = id.catalog() + "." + id.table();
            if (!wanted.contains(name)) {
                continue;
            }
            Struct table = change.getStruct("table");
            if (table == null) {
                shapes.remove(name);
            }
            else {
                shapes.put(name, shapeOf(table));
            }
        }
    }

    /** @return name and digest of each table that there is, parted by commas */
    String digest() {
        StringJoiner all = new StringJoiner(",");
        shapes.forEach((name, shape) -> all.add(name + " " + digestOf(shape)));
        return all.toString();
    }

    /**
     * Whether the tables look as they did. Of a table that was not wanted then nothing is known, and one that is not
     * wanted any more does not matter.
     */
    boolean agree(String digest) {
        for (String each : digest.isEmpty() ? new String[0] : digest.split(",")) {
            int end = each.lastIndexOf(' ');
            String name = each.substring(0, end);
            if (wanted.contains(name) && !(shapes.containsKey(name) && digestOf(shapes.get(name)).equals(each.substring(end + 1)))) {
                return false;
            }
        }
        return true;
    }

    private static String digestOf(String shape) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(shape.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 8);
        }
        catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shapeOf(Table table) {
        StringBuilder shape = new StringBuilder();
        for (Column column : table.columns()) {
            shape.append(column.name()).append(' ').append(column.typeName()).append(' ').append(column.length()).append(' ')
                    .append(column.scale().orElse(-1)).append(';');
        }
        return shape.toString();
    }

    private static String shapeOf(Struct table) {
        StringBuilder shape = new StringBuilder();
        for (Object each : table.getArray("columns")) {
            Struct column = (Struct) each;
            shape.append(column.getString("name")).append(' ').append(column.getString("typeName")).append(' ')
                    .append(orNone(column.getInt32("length"))).append(' ').append(orNone(column.getInt32("scale"))).append(';');
        }
        return shape.toString();
    }

    private static int orNone(Integer value) {
        return value == null ? -1 : value;
    }
}
