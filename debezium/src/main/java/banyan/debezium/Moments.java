package banyan.debezium;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Properties;

import org.apache.kafka.connect.data.SchemaBuilder;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;

/**
 * Dates and times as the text the server would send. The engine reads a zero date as NULL; a column that may hold NULL
 * itself is therefore refused, and one that may not fails at its first zero date.
 */
public final class Moments implements CustomConverter<SchemaBuilder, RelationalColumn> {
    @Override
    public void configure(Properties properties) {
        // Nothing to choose.
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        String type = column.typeName().toUpperCase(java.util.Locale.ROOT);
        if (!type.startsWith("DATETIME") && !type.startsWith("TIMESTAMP") && !type.equals("DATE")) {
            return;
        }
        int digits = type.equals("DATE") ? -1 : column.length().orElse(0);
        String name = column.dataCollection() + "." + column.name();
        boolean nullable = column.isOptional();
        registration.register(nullable ? SchemaBuilder.string().optional() : SchemaBuilder.string(), value -> {
            if (nullable) {
                return refuse(name + " may hold NULL, which the engine cannot tell from a zero date");
            }
            if (value == null) {
                return refuse(name + " holds a zero date, which the engine cannot tell");
            }
            return text(value, digits, name);
        });
    }

    /** Ends the engine here and now: what the connector makes of an exception is its own affair. */
    private static String refuse(String message) {
        if (isDefault()) {
            // Nobody reads the default of a column: rows are whole.
            return "";
        }
        UnreadableColumnException refusal = new UnreadableColumnException(message);
        Engine.refuse(refusal);
        throw refusal;
    }

    /** The connector converts the default of a column too, CURRENT_TIMESTAMP included, while it describes the table. */
    private static boolean isDefault() {
        return StackWalker.getInstance().walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("addField")));
    }

    private static String text(Object value, int digits, String name) {
        if (value instanceof LocalDate date) {
            return date.toString();
        }
        LocalDateTime moment;
        if (value instanceof LocalDateTime local) {
            moment = local;
        }
        else if (value instanceof Timestamp timestamp) {
            moment = timestamp.toLocalDateTime();
        }
        else if (value instanceof ZonedDateTime zoned) {
            moment = zoned.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }
        else if (value instanceof OffsetDateTime offset) {
            moment = offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }
        else {
            return refuse(name + " comes as " + value.getClass().getName());
        }
        return moment.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss" + (digits > 0 ? "." + "S".repeat(digits) : "")));
    }
}
