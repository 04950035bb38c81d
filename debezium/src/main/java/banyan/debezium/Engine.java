package banyan.debezium;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.connect.source.SourceRecord;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;

/** Runs the engine until it fails or the parent goes. There is one in a process. */
final class Engine {
    private static final long QUIET_MILLIS = 400;
    private static final long PATIENCE_MILLIS = 10_000;

    private static volatile Session session;
    private static volatile Deliveries deliveries;
    private static boolean ended;

    private Engine() {
    }

    static void run(Session opened) throws java.io.IOException {
        session = opened;
        deliveries = new Deliveries(opened);
        Settings settings = opened.settings();
        Files.createDirectories(Path.of(settings.folder()));
        OffsetSeed.write(settings);
        Properties properties = new Properties();
        properties.putAll(settings.properties());
        DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine = DebeziumEngine.create(Connect.class).using(properties).notifying(deliveries)
                .using((success, message, error) -> fail(error)).build();
        engine.run();
    }

    /** Ends the process because of a value, after everything before it has been handed over. */
    static void refuse(RuntimeException why) {
        awaitDelivery();
        fail(why);
    }

    /** Ends the process with a code of our own. */
    static void end(String code) {
        finish(code, List.of());
    }

    /** As {@link #end}, after everything that was read has been handed over; the caller goes on. */
    static void endAfterDelivery(String code) {
        Thread ending = new Thread(() -> {
            awaitDelivery();
            end(code);
        }, "ending");
        ending.setDaemon(true);
        ending.start();
    }

    /** Ends the process unless the engine, which is stopping, says why before long. */
    static void endUnlessTold(String code) {
        Thread ending = new Thread(() -> {
            try {
                Thread.sleep(PATIENCE_MILLIS);
            }
            catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            end(code);
        }, "ending");
        ending.setDaemon(true);
        ending.start();
    }

    /** Returns when nothing has been delivered for a while; the caller keeps more from coming. */
    static void awaitDelivery() {
        try {
            Thread.sleep(QUIET_MILLIS);
            while (deliveries.idleMillis() < QUIET_MILLIS) {
                Thread.sleep(QUIET_MILLIS / 4);
            }
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(Throwable error) {
        List<Map<String, Object>> faults = new ArrayList<>();
        for (Throwable each = error; each != null && faults.size() < 12; each = each.getCause()) {
            faults.add(Faults.describe(each));
        }
        finish("failed", faults);
    }

    private static synchronized void finish(String code, List<Map<String, Object>> faults) {
        if (ended) {
            return;
        }
        ended = true;
        StringBuilder line = new StringBuilder("[\"failed\",");
        JsonText.quote(line, code);
        JsonText.tree(line.append(','), faults);
        session.outlet().send(line.append(']'));
        Runtime.getRuntime().halt(1);
    }

}
