package banyan.debezium;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;

/**
 * What Banyan's own reader is measured against: the engine as it comes, handing JSON to a handler that does nothing but
 * count. Standard input: one line of settings. Arguments: how many rows to let pass first, while everything gets warm,
 * and how many to count then. It prints the seconds that those took.
 */
public final class JsonCount {
    private static long count;
    private static long began;

    private JsonCount() {
    }

    public static void main(String[] arguments) throws IOException {
        long warm = Long.parseLong(arguments[0]);
        long last = warm + Long.parseLong(arguments[1]);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Settings settings = new ObjectMapper().readValue(input.readLine(), Settings.class);
        Files.createDirectories(Path.of(settings.folder()));
        OffsetSeed.write(settings);
        Properties properties = new Properties();
        properties.putAll(settings.properties());
        DebeziumEngine<ChangeEvent<String, String>> engine = DebeziumEngine.create(Json.class).using(properties)
                .using((success, message, error) -> System.err.println(message))
                .notifying(record -> take(record, warm, last)).build();
        engine.run();
    }

    private static void take(ChangeEvent<String, String> record, long warm, long last) {
        if (record.value() == null) {
            return;
        }
        count += 1;
        if (count == warm) {
            began = System.nanoTime();
        }
        if (count == last) {
            System.out.println((System.nanoTime() - began) / 1e9);
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }
}
