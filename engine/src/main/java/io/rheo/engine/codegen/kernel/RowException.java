package io.rheo.engine.codegen.kernel;

/**
 * A row has no result: text that is no number, a number that does not fit. The row is dropped and
 * counted; the job goes on.
 */
public final class RowException extends RuntimeException {
  public RowException(String message) {
    // Bad rows may be many and the stack says nothing about the data.
    super(message, null, false, false);
  }

  /** A function of a library refused its arguments. */
  public static RowException in(String function, Exception cause) {
    if (cause instanceof RowException known) {
      return known;
    }
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new RowException(function + ": " + reason);
  }
}
