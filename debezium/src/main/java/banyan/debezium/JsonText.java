package banyan.debezium;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HexFormat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Values as JSON: numbers while a double holds them exactly, else digits in quotes; bytes as hexadecimal digits. */
final class JsonText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();
    private static final long SAFE = (1L << 53) - 1;

    private JsonText() {
    }

    static void quote(StringBuilder line, String text) {
        line.append('"');
        ENCODER.quoteAsString(text, line);
        line.append('"');
    }

    /** Any tree of maps, lists, texts and numbers. */
    static void tree(StringBuilder line, Object tree) {
        try {
            line.append(JSON.writeValueAsString(tree));
        }
        catch (JsonProcessingException e) {
            throw new IllegalStateException("not to be written as JSON: " + tree.getClass(), e);
        }
    }

    static void value(StringBuilder line, Object value) {
        if (value == null) {
            line.append("null");
        }
        else if (value instanceof Integer || value instanceof Short || value instanceof Byte || value instanceof Long) {
            whole(line, ((Number) value).longValue());
        }
        else if (value instanceof String text) {
            quote(line, text);
        }
        else if (value instanceof BigDecimal decimal) {
            decimal(line, decimal);
        }
        else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            quote(line, HexFormat.of().formatHex(bytes));
        }
        else if (value instanceof byte[] bytes) {
            quote(line, HexFormat.of().formatHex(bytes));
        }
        else if (value instanceof Boolean || value instanceof Float || value instanceof Double) {
            quote(line, value.toString());
        }
        else {
            throw new UnreadableColumnException("a value of " + value.getClass().getName());
        }
    }

    private static void whole(StringBuilder line, long value) {
        if (value >= -SAFE && value <= SAFE) {
            line.append(value);
        }
        else {
            line.append('"').append(value).append('"');
        }
    }

    private static void decimal(StringBuilder line, BigDecimal value) {
        if (value.scale() == 0 && value.unscaledValue().bitLength() < 64) {
            whole(line, value.longValueExact());
        }
        else {
            quote(line, value.toPlainString());
        }
    }
}
