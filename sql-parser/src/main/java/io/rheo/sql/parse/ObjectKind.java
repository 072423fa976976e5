package io.rheo.sql.parse;

/** What a name in the catalog can stand for. */
public enum ObjectKind {
  TABLE("table"),
  VIEW("view"),
  MATERIALIZED_VIEW("materialized view");

  private final String word;

  ObjectKind(String word) {
    this.word = word;
  }

  /** As in {@code DROP MATERIALIZED VIEW}. */
  public String keywords() {
    return name().replace('_', ' ');
  }

  /** The word for it in messages. */
  public String word() {
    return word;
  }
}
