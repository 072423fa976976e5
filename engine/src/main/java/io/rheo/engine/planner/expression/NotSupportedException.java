package io.rheo.engine.planner.expression;

/** A type, function or operator that the engine cannot compute. The planner adds the position. */
public final class NotSupportedException extends RuntimeException {
  private final String what;

  /**
   * Names what cannot be computed.
   *
   * @param what as a user knows it: a function's name, a type
   */
  public NotSupportedException(String what) {
    super(what + " is not supported");
    this.what = what;
  }

  NotSupportedException(String what, Throwable cause) {
    super(what + " is not supported", cause);
    this.what = what;
  }

  public String what() {
    return what;
  }
}
