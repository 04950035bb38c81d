package banyan.debezium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.connect.source.SourceRecord;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;

import io.debezium.connector.mariadb.antlr.MariaDbAntlrDdlParser;
import io.debezium.connector.mysql.antlr.MySqlAntlrDdlParser;
import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.relational.Tables;

/**
 * Loads what an engine loads before it reads its first row, without a server, and ends. Run once with
 * {@code -XX:ArchiveClassesAtExit}, it leaves an archive with which engines start in half the time. Argument: a folder.
 */
public final class Warming {
    private static final String STATEMENT = "CREATE TABLE t (id int unsigned NOT NULL AUTO_INCREMENT, name varchar(255), PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4";

    private Warming() {
    }

    public static void main(String[] arguments) throws IOException {
        new MariaDbAntlrDdlParser().parse(STATEMENT, new Tables());
        new MySqlAntlrDdlParser().parse(STATEMENT, new Tables());
        new BinaryLogClient("127.0.0.1", 1, "nobody", "").setEventDeserializer(new EventDeserializer());
        for (String connector : List.of("mariadb.MariaDb", "mysql.MySql")) {
            start(Path.of(arguments[0]), connector);
        }
        System.exit(0);
    }

    /** Nobody listens at that port: the engine gets as far as its first connection. */
    private static void start(Path folder, String connector) throws IOException {
        Files.createDirectories(folder);
        Map<String, String> settings = new HashMap<>(Map.of(
                "name", "banyan", "topic.prefix", "banyan", "connector.class", "io.debezium.connector." + connector + "Connector",
                "database.hostname", "127.0.0.1", "database.port", "1", "database.user", "nobody", "database.password", "",
                "offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore", "offset.storage.file.filename", folder.resolve("offsets.dat").toString(),
                "schema.history.internal", "io.debezium.storage.file.history.FileSchemaHistory"));
        settings.put("schema.history.internal.file.filename", folder.resolve("history").toString());
        settings.putAll(Map.of("database.server.id", "1", "errors.max.retries", "0"));
        Session session = Session.open(new Settings(settings, folder.toString(), Map.of("file", "log.000001", "pos", 4), null, Map.of()), new Outlet(System.out));
        OffsetSeed.write(session.settings());
        Properties properties = new Properties();
        properties.putAll(settings);
        DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine = DebeziumEngine.create(Connect.class).using(properties)
                .notifying(new Deliveries(session)).using((success, message, error) -> {
                    // It fails, as it must.
                }).build();
        engine.run();
    }
}
