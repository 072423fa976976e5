package io.rheo.jdbc;

/** The request did not reach the server, or its answer did not come back. */
final class TransportException extends RuntimeException {
  private final String sqlState;
  private final boolean worthRepeating;

  TransportException(String message, String sqlState, boolean worthRepeating, Throwable cause) {
    super(message, cause);
    this.sqlState = sqlState;
    this.worthRepeating = worthRepeating;
  }

  String sqlState() {
    return sqlState;
  }

  /** Whether the same request may succeed a moment later. */
  boolean worthRepeating() {
    return worthRepeating;
  }
}
