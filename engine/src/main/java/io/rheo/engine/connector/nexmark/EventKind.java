package io.rheo.engine.connector.nexmark;

/** The three kinds of events. */
enum EventKind {
  PERSON(0, "person"),
  AUCTION(1, "auction"),
  BID(2, "bid");

  private final int type;
  private final String column;

  EventKind(int type, String column) {
    this.type = type;
    this.column = column;
  }

  /** The value of {@code event_type}. */
  int type() {
    return type;
  }

  /** The ROW column that holds its members. */
  String column() {
    return column;
  }
}
