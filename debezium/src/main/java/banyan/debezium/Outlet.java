package banyan.debezium;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Standard output, one JSON array a line:
 * <pre>
 * ["opened", shape, file, created]                         the server has begun to send
 * ["table", id, database, name, [column]]                  before the first row of this shape
 * ["row", id, [before] | null, [after] | null]
 * ["end", sequence, offset, created]                       the rows since the last end are a whole transaction
 * ["ddl", sequence, offset, created, database, sql, shape] a statement that changed a table
 * ["truncated", sequence, offset, created, database, name] a table was emptied without row events
 * ["beat", sequence, offset, created]                      nothing but progress
 * ["asked", database, sql, file, position]                 a statement in the log: answer {"pass": true} to go on
 * ["failed", code, [fault]]                                the last line
 * </pre>
 * Writing blocks while the parent does not read: that is the back-pressure.
 */
public final class Outlet {
    private final OutputStream out;
    private final StringBuilder waiting = new StringBuilder();

    public Outlet(PrintStream out) {
        this.out = out;
    }

    /** Adds a line; it goes out with the next {@link #flush}, or when enough has gathered. */
    public synchronized void add(CharSequence line) {
        waiting.append(line).append('\n');
        if (waiting.length() > 1 << 16) {
            flush();
        }
    }

    public synchronized void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        waiting.setLength(0);
        try {
            out.write(bytes);
            out.flush();
        }
        catch (IOException e) {
            throw new UncheckedIOException("the parent has gone", e);
        }
    }

    /** Adds a line and sends it. */
    public synchronized void send(CharSequence line) {
        add(line);
        flush();
    }
}
