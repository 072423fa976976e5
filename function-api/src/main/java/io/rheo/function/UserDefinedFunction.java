package io.rheo.function;

/**
 * A function of the user's. The class must be public, and have a public constructor without
 * parameters. Each place of a query that calls it has an instance of its own, used by one thread.
 */
public abstract class UserDefinedFunction {
  protected UserDefinedFunction() {}

  /**
   * Called once, before the first call.
   *
   * @throws Exception to fail the query
   */
  public void open() throws Exception {}

  /**
   * Called once, after the last call.
   *
   * @throws Exception to fail the query, whose rows stay
   */
  public void close() throws Exception {}

  /**
   * Whether equal arguments always give equal results. A function for which they do not cannot be
   * called on rows that may be taken back.
   */
  public boolean isDeterministic() {
    return true;
  }
}
