package banyan.debezium;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.shyiko.mysql.binlog.network.AuthenticationException;
import com.github.shyiko.mysql.binlog.network.ServerException;

/** An exception as facts that may be shown: what servers say, and of our own and the engine's only what holds no value of a row. */
final class Faults {
    private static final Pattern SHAPE = Pattern.compile("(internal schema size \\d+, but row size \\d+|schema isn't known to this connector)");
    private static final Pattern HISTORY = Pattern.compile("(db history topic|history topic or its content)");

    private Faults() {
    }

    static Map<String, Object> describe(Throwable fault) {
        Map<String, Object> facts = new LinkedHashMap<>();
        // Kafka's own is around every failure of the engine, and has the name of Java's for a server that cannot be reached.
        facts.put("type", fault instanceof org.apache.kafka.connect.errors.ConnectException ? "EngineException" : fault.getClass().getSimpleName());
        String message = fault.getMessage() == null ? "" : fault.getMessage();
        if (fault instanceof ServerException server) {
            facts.put("errno", server.getErrorCode());
            facts.put("message", message);
        }
        else if (fault instanceof SQLException sql) {
            facts.put("errno", sql.getErrorCode());
            facts.put("state", String.valueOf(sql.getSQLState()));
        }
        else if (fault instanceof AuthenticationException) {
            facts.put("errno", 1045);
            facts.put("message", message);
        }
        else if (fault instanceof MissingColumnException || fault instanceof UnreadableColumnException || fault instanceof IOException) {
            facts.put("message", message);
        }
        else if (HISTORY.matcher(message).find()) {
            facts.put("history", true);
        }
        else {
            Matcher shape = SHAPE.matcher(message);
            if (shape.find()) {
                facts.put("shape", shape.group());
            }
        }
        StackTraceElement[] trace = fault.getStackTrace();
        if (trace.length > 0) {
            facts.put("at", trace[0].toString());
        }
        return facts;
    }
}
