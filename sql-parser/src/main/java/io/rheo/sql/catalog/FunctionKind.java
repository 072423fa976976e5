package io.rheo.sql.catalog;

/** What a user-defined function makes. */
public enum FunctionKind {
  /** A value from one row. */
  SCALAR("scalar"),
  /** Rows from one row. */
  TABLE("table"),
  /** A value from many rows. */
  AGGREGATE("aggregate");

  private final String word;

  FunctionKind(String word) {
    this.word = word;
  }

  /** The word for it in messages. */
  public String word() {
    return word;
  }
}
