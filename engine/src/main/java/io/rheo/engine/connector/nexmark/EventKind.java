package io.rheo.engine.connector.nexmark;

/** The three kinds of events; {@code event_type} is the ordinal. */
enum EventKind {
  PERSON("person"),
  AUCTION("auction"),
  BID("bid");

  private final String column;

  EventKind(String column) {
    this.column = column;
  }

  /** The ROW column that holds its members. */
  String column() {
    return column;
  }
}
