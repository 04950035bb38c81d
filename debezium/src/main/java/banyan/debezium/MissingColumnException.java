package banyan.debezium;

/** A wanted column that the table no longer has. */
final class MissingColumnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingColumnException(String table, String column) {
        super(table + "." + column);
    }
}
