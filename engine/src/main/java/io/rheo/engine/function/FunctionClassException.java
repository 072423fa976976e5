package io.rheo.engine.function;

/** A class cannot be a function. */
public final class FunctionClassException extends RuntimeException {
  private final String fix;

  FunctionClassException(String what, String fix) {
    super(what);
    this.fix = fix;
  }

  FunctionClassException(String what, String fix, Throwable cause) {
    super(what, cause);
    this.fix = fix;
  }

  /** What to do about it. */
  public String fix() {
    return fix;
  }
}
