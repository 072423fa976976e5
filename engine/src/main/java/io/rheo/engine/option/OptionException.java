package io.rheo.engine.option;

/**
 * An option of a table is missing, unknown or wrong. Turned into a {@code SqlError} with the
 * option's position by whoever knows the statement.
 */
public final class OptionException extends RuntimeException {
  private final Kind kind;
  private final String key;
  private final String why;
  private final String fix;

  /** What is the matter with the option. */
  public enum Kind {
    MISSING,
    UNKNOWN,
    INVALID
  }

  /**
   * @param key the option's full name
   * @param what one sentence, lower case, without a full stop
   */
  public OptionException(Kind kind, String key, String what, String why, String fix) {
    super(what);
    this.kind = kind;
    this.key = key;
    this.why = why;
    this.fix = fix;
  }

  public Kind kind() {
    return kind;
  }

  public String key() {
    return key;
  }

  public String why() {
    return why;
  }

  public String fix() {
    return fix;
  }
}
