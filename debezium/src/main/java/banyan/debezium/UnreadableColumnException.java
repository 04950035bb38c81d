package banyan.debezium;

/** A wanted column whose values cannot be told exactly. Its message names types and columns, never a value. */
final class UnreadableColumnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableColumnException(String message) {
        super(message);
    }
}
