package banyan.debezium;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;

/** Hands the engine's records to the parent, and stores the offsets of those that the parent has made safe. */
final class Deliveries implements DebeziumEngine.ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>> {
    private final Session session;
    private final Map<Schema, Integer> tables = new IdentityHashMap<>();
    /** Of the newest record; while a batch is written it is in the future. */
    private volatile long idleSince = System.nanoTime();
    private volatile boolean writing;
    private boolean inSnapshot;

    Deliveries(Session session) {
        this.session = session;
    }

    /** @return for how many milliseconds nothing has been delivered */
    long idleMillis() {
        return writing ? 0 : (System.nanoTime() - idleSince) / 1_000_000;
    }

    @Override
    public void handleBatch(List<ChangeEvent<SourceRecord, SourceRecord>> events,
                            DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        writing = true;
        for (ChangeEvent<SourceRecord, SourceRecord> event : events) {
            write(event);
        }
        session.outlet().flush();
        idleSince = System.nanoTime();
        writing = false;
        ChangeEvent<SourceRecord, SourceRecord> safe = session.acknowledgements().takeSafe();
        if (safe != null) {
            committer.markProcessed(safe);
        }
        committer.markBatchFinished();
    }

    private void write(ChangeEvent<SourceRecord, SourceRecord> event) {
        SourceRecord record = event.value();
        Struct value = record.value() instanceof Struct struct ? struct : null;
        Schema schema = record.valueSchema();
        if (value == null) {
            return;
        }
        if (schema.field("op") != null && "t".equals(value.getString("op"))) {
            writeTruncation(event, value);
        }
        else if (schema.field("op") != null) {
            writeRow(value, schema);
            inSnapshot = inSnapshot || record.sourceOffset().get("snapshot") != null;
        }
        else if (schema.field("ddl") != null) {
            writeDefinition(event, value);
        }
        else if (schema.field("status") != null) {
            if ("END".equals(value.getString("status"))) {
                writeProgress("end", event);
            }
        }
        else if (record.sourceOffset().get("snapshot") == null) {
            // The first sign of life after a snapshot ends it: its rows are whole.
            writeProgress(inSnapshot ? "end" : "beat", event);
            inSnapshot = false;
        }
    }

    private void writeRow(Struct value, Schema schema) {
        int id = tables.computeIfAbsent(schema, made -> writeTable(value, made));
        StringBuilder line = new StringBuilder(64).append("[\"row\",").append(id).append(',');
        writeImage(line, value.getStruct("before"));
        writeImage(line.append(','), value.getStruct("after"));
        session.outlet().add(line.append(']'));
    }

    private int writeTable(Struct value, Schema schema) {
        Struct source = value.getStruct("source");
        String name = source.getString("db") + "." + source.getString("table");
        List<String> columns = schema.field("after").schema().fields().stream().map(Field::name).toList();
        for (String column : session.settings().wanted().getOrDefault(name, List.of())) {
            if (!columns.contains(column)) {
                throw new MissingColumnException(source.getString("table"), column);
            }
        }
        int id = tables.size();
        StringBuilder line = new StringBuilder("[\"table\",").append(id).append(',');
        JsonText.quote(line, source.getString("db"));
        JsonText.quote(line.append(','), source.getString("table"));
        JsonText.tree(line.append(','), columns);
        session.outlet().add(line.append(']'));
        return id;
    }

    private static void writeImage(StringBuilder line, Struct image) {
        if (image == null) {
            line.append("null");
            return;
        }
        char before = '[';
        for (Field field : image.schema().fields()) {
            JsonText.value(line.append(before), image.getWithoutDefault(field.name()));
            before = ',';
        }
        line.append(']');
    }

    private void writeDefinition(ChangeEvent<SourceRecord, SourceRecord> event, Struct value) {
        // Those of a snapshot say what is, not what has changed.
        if (event.value().sourceOffset().get("snapshot") != null || isOfSnapshot(value.getStruct("source").getString("snapshot"))) {
            return;
        }
        List<Struct> changes = new ArrayList<>();
        for (Object change : value.getArray("tableChanges")) {
            changes.add((Struct) change);
        }
        session.shapes().follow(changes);
        StringBuilder line = begin("ddl", event);
        JsonText.value(line.append(','), value.getString("databaseName"));
        JsonText.value(line.append(','), value.getString("ddl"));
        JsonText.quote(line.append(','), session.shapes().digest());
        session.outlet().add(line.append(']'));
    }

    private static boolean isOfSnapshot(String told) {
        return told != null && !"false".equals(told);
    }

    private void writeTruncation(ChangeEvent<SourceRecord, SourceRecord> event, Struct value) {
        StringBuilder line = begin("truncated", event);
        JsonText.quote(line.append(','), value.getStruct("source").getString("db"));
        JsonText.quote(line.append(','), value.getStruct("source").getString("table"));
        session.outlet().add(line.append(']'));
    }

    private void writeProgress(String word, ChangeEvent<SourceRecord, SourceRecord> event) {
        session.outlet().add(begin(word, event).append(']'));
    }

    private StringBuilder begin(String word, ChangeEvent<SourceRecord, SourceRecord> event) {
        Map<String, ?> offset = event.value().sourceOffset();
        StringBuilder line = new StringBuilder("[\"").append(word).append("\",").append(session.acknowledgements().number(event)).append(',');
        JsonText.tree(line, offset);
        return line.append(',').append(session.files().createdOf(offset.get("file")));
    }
}
