package banyan.debezium;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The Debezium engine as a child of a Banyan worker. The first line of standard input holds the settings, the following
 * ones acknowledgements and verdicts; standard output carries one JSON array a line (see {@link Outlet}). When standard
 * input ends, the parent is gone, and this process ends at once.
 */
public final class Main {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Main() {
    }

    public static void main(String[] arguments) throws IOException {
        // What is logged there can hold rows of the shop.
        LogManager.getLogManager().reset();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String first = input.readLine();
        if (first == null) {
            return;
        }
        Session session = Session.open(JSON.readValue(first, Settings.class), new Outlet(System.out));
        Thread listening = new Thread(() -> listen(input, session), "parent");
        listening.setDaemon(true);
        listening.start();
        Engine.run(session);
    }

    private static void listen(BufferedReader input, Session session) {
        try {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                JsonNode told = JSON.readTree(line);
                if (told.has("ack")) {
                    session.acknowledgements().acknowledge(told.get("ack").asLong());
                }
                else if (told.has("pass")) {
                    session.verdicts().add(told.get("pass").asBoolean());
                }
            }
        }
        catch (IOException e) {
            // A pipe that breaks is a parent that has gone.
        }
        Runtime.getRuntime().halt(0);
    }
}
