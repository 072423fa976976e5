package io.rheo.sql.parse;

/** What a name in the catalog can stand for. */
public enum ObjectKind {
  TABLE("table"),
  VIEW("view");

  private final String word;

  ObjectKind(String word) {
    this.word = word;
  }

  /** The word for it in messages. */
  public String word() {
    return word;
  }
}
