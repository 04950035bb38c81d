package banyan.debezium;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.kafka.connect.data.Struct;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.ByteArrayEventData;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.RotateEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.XAPrepareEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.ByteArrayEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;

import io.debezium.bean.StandardBeanNames;
import io.debezium.bean.spi.BeanRegistry;
import io.debezium.bean.spi.BeanRegistryAware;
import io.debezium.connector.binlog.BinlogTaskContext;
import io.debezium.connector.binlog.event.EventDataDeserializationExceptionData;
import io.debezium.processors.spi.PostProcessor;
import io.debezium.relational.RelationalDatabaseSchema;

/**
 * Sees each event of the log before the connector does, which passes over some that lose rows: statements that changed
 * rows, LOAD DATA, incidents, prepared transactions. A post-processor, because those are given the connector's parts
 * before it connects; rows are left as they are.
 */
public final class LogWatch implements PostProcessor, BeanRegistryAware, BinaryLogClient.EventListener {
    private static final Pattern CHANGES_ROWS = Pattern.compile("\\A(?:\\s+|/\\*.*?\\*/|--[ \\t][^\\n]*\\n|#[^\\n]*\\n|\\(|SET\\s+STATEMENT\\s.*?\\sFOR\\s)*"
            + "(?:/\\*M?!\\d*\\s*)?(?:INSERT|UPDATE|DELETE|REPLACE|LOAD|WITH)\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Set<String> BOUNDS = Set.of("BEGIN", "COMMIT", "ROLLBACK");

    private final Session session = Session.current();
    private BinaryLogClient client;
    private String file;
    private boolean opened;
    private boolean changedRows;

    @Override
    public void configure(Map<String, ?> properties) {
        // Everything is in the session.
    }

    @Override
    public void injectBeanRegistry(BeanRegistry beans) {
        BinlogTaskContext<?> context = beans.lookupByName(StandardBeanNames.CDC_SOURCE_TASK_CONTEXT, BinlogTaskContext.class);
        client = context.getBinaryLogClient();
        client.registerEventListener(this);
        client.registerLifecycleListener(new BinaryLogClient.AbstractLifecycleListener() {
            @Override
            public void onConnect(BinaryLogClient connected) {
                keepLoads(connected);
                checkShapes(context.getSchema());
            }

            @Override
            public void onDisconnect(BinaryLogClient disconnected) {
                if (isByConnector()) {
                    Engine.endUnlessTold("disconnected");
                }
                else {
                    // A server that ends the stream without a word is no failure to the connector.
                    Engine.endAfterDelivery("disconnected");
                }
            }
        });
    }

    /** The connector's reader of events throws away what a LOAD DATA is made of, and cannot be had from its client otherwise. */
    private static void keepLoads(BinaryLogClient client) {
        try {
            Field field = BinaryLogClient.class.getDeclaredField("eventDeserializer");
            field.setAccessible(true);
            ((EventDeserializer) field.get(client)).setEventDataDeserializer(EventType.EXECUTE_LOAD_QUERY, new ByteArrayEventDataDeserializer());
        }
        catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of the binlog client is another than the one that was tried", e);
        }
    }

    /** Its default database: after 26 bytes of fixed length, whose 9th and 12th tell the lengths of the name and of what is before it. */
    private static String databaseOfLoad(byte[] event) {
        int name = 26 + Byte.toUnsignedInt(event[11]) + (Byte.toUnsignedInt(event[12]) << 8);
        return new String(event, name, Byte.toUnsignedInt(event[8]), StandardCharsets.UTF_8);
    }

    /** The connector hangs up when something else has failed, and its reason comes after. */
    private static boolean isByConnector() {
        return StackWalker.getInstance().walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith("io.debezium.")));
    }

    private void checkShapes(RelationalDatabaseSchema schema) {
        session.shapes().readAll(schema);
        String asked = session.settings().shape();
        if (asked != null && !session.shapes().agree(asked)) {
            Engine.end("other-shape");
        }
    }

    @Override
    public void onEvent(Event event) {
        EventHeaderV4 header = event.getHeader();
        EventData data = event.getData() instanceof EventDeserializer.EventDataWrapper wrapper ? wrapper.getInternal() : event.getData();
        switch (header.getEventType()) {
            case ROTATE -> file = ((RotateEventData) data).getBinlogFilename();
            case FORMAT_DESCRIPTION -> begin(header.getTimestamp() / 1000);
            case TABLE_MAP -> changedRows = changedRows || isWanted((TableMapEventData) data);
            case XID -> changedRows = false;
            case QUERY -> read((QueryEventData) data, header.getNextPosition());
            case EXECUTE_LOAD_QUERY -> ask(databaseOfLoad(((ByteArrayEventData) data).getData()), "LOAD DATA", header.getNextPosition());
            case XA_PREPARE -> readPrepared((XAPrepareEventData) data, header.getNextPosition());
            case INCIDENT -> {
                if (!(data instanceof EventDataDeserializationExceptionData)) {
                    Engine.endAfterDelivery("incident");
                }
            }
            default -> {
            }
        }
    }

    private boolean isWanted(TableMapEventData table) {
        return session.settings().wanted().containsKey(table.getDatabase() + "." + table.getTable());
    }

    private void begin(long created) {
        session.files().begun(file, created);
        if (!opened) {
            opened = true;
            StringBuilder line = new StringBuilder("[\"opened\",");
            JsonText.quote(line, session.shapes().digest());
            JsonText.value(line.append(','), file);
            session.outlet().send(line.append(',').append(created).append(']'));
        }
    }

    private void read(QueryEventData query, long nextPosition) {
        String sql = query.getSql();
        if (BOUNDS.contains(sql)) {
            changedRows = false;
        }
        else if (CHANGES_ROWS.matcher(sql).find()) {
            ask(query.getDatabase(), sql, nextPosition);
        }
    }

    /** The rows of a prepared transaction are in the log before anyone can see them. */
    private void readPrepared(XAPrepareEventData prepared, long nextPosition) {
        if (changedRows && !prepared.isOnePhase()) {
            ask("", "XA PREPARE", nextPosition);
        }
        changedRows = false;
    }

    /** Waits until everything before is with the parent, and then for the parent's word; it ends this process to refuse. */
    private void ask(String database, String sql, long nextPosition) {
        Engine.awaitDelivery();
        StringBuilder line = new StringBuilder("[\"asked\",");
        JsonText.quote(line, database == null ? "" : database);
        JsonText.quote(line.append(','), sql);
        JsonText.value(line.append(','), file);
        session.outlet().send(line.append(',').append(nextPosition).append(']'));
        try {
            session.verdicts().take();
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void apply(Object key, Struct value) {
        // Rows stay as they are.
    }

    @Override
    public void close() {
        if (client != null) {
            client.unregisterEventListener(this);
        }
    }
}
