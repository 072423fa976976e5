package io.rheo.engine.connector;

/** The outside failed: a broker, a file, a database. Says what was tried, and what to do. */
public final class ConnectorException extends RuntimeException {
  private final String why;
  private final String fix;

  /**
   * @param what one sentence, lower case, without a full stop: what failed, with its address
   */
  public ConnectorException(String what, String why, String fix, Throwable cause) {
    super(what, cause);
    this.why = why;
    this.fix = fix;
  }

  public String why() {
    return why;
  }

  public String fix() {
    return fix;
  }
}
