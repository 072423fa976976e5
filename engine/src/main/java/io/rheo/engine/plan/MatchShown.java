package io.rheo.engine.plan;

/** Which rows a {@code MATCH_RECOGNIZE} shows. */
public enum MatchShown {
  /** One for each match. */
  ONE_ROW("one row a match"),
  /** The rows of each match. */
  ALL_ROWS("all rows a match"),
  /** The rows of each match; of a match without rows the one before which it is. */
  EMPTY_MATCHES("all rows a match, empty matches too"),
  /** As {@link #EMPTY_MATCHES}, and the rows that are in no match. */
  UNMATCHED_ROWS("all rows a match, unmatched rows too");

  private final String text;

  MatchShown(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }

  /** Whether a match without rows is shown. */
  public boolean showsEmpty() {
    return this == EMPTY_MATCHES || this == UNMATCHED_ROWS;
  }
}
