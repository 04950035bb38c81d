package banyan.debezium;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What the parts share. Debezium makes {@link LogWatch} by its class name, so there is one session in a process. */
public record Session(Settings settings, Outlet outlet, Acknowledgements acknowledgements, TableShapes shapes, LogFiles files,
                      BlockingQueue<Boolean> verdicts) {
    private static volatile Session current;

    static Session open(Settings settings, Outlet outlet) {
        current = new Session(settings, outlet, new Acknowledgements(), new TableShapes(settings.wanted().keySet()), new LogFiles(),
                new LinkedBlockingQueue<>());
        return current;
    }

    static Session current() {
        return current;
    }
}
