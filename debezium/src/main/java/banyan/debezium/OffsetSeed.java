package banyan.debezium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.apache.kafka.connect.storage.OffsetStorageWriter;

/** Puts the parent's offset where the engine looks for it: the parent's token is the truth, whatever was stored here. */
final class OffsetSeed {
    private OffsetSeed() {
    }

    static void write(Settings settings) throws IOException {
        String file = settings.properties().get("offset.storage.file.filename");
        Files.deleteIfExists(Path.of(file));
        if (settings.offset() == null) {
            return;
        }
        FileOffsetBackingStore store = new FileOffsetBackingStore(converter(true));
        store.configure(new StandaloneConfig(Map.of(
                "bootstrap.servers", "none", "offset.storage.file.filename", file,
                "key.converter", JsonConverter.class.getName(), "value.converter", JsonConverter.class.getName())));
        store.start();
        try {
            OffsetStorageWriter writer = new OffsetStorageWriter(store, settings.properties().get("name"), converter(true), converter(false));
            writer.offset(Map.of("server", settings.properties().get("topic.prefix")), settings.offset());
            writer.beginFlush();
            writer.doFlush(null).get(10, TimeUnit.SECONDS);
        }
        catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IOException("the offset cannot be stored in " + file, e);
        }
        finally {
            store.stop();
        }
    }

    private static JsonConverter converter(boolean forKeys) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false"), forKeys);
        return converter;
    }
}
