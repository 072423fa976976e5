package io.rheo.engine.operator.window;

import java.util.ArrayList;
import java.util.List;

/** A session that is open, and what of it was emitted before the current step. */
final class Session {
  /** A row of the result that must be retracted: where its words are, and its bounds. */
  record Shown(int wordsAt, long start, long end) {}

  final long id; // by age
  int key; // the number of its key among the sessions' keys
  long start;
  long end;
  int base; // of its group
  boolean open = true; // false: closed, or merged into another
  boolean merged;
  boolean shown; // whether a row of it was emitted and not retracted
  boolean touched; // since the last emission
  List<Shown> retracted = List.of();

  Session(long id, int key, long start, long end) {
    this.id = id;
    this.key = key;
    this.start = start;
    this.end = end;
  }

  void addRetracted(Shown row) {
    if (retracted.isEmpty()) {
      retracted = new ArrayList<>(1);
    }
    retracted.add(row);
  }

  void takeRetracted(Session other) {
    other.retracted.forEach(this::addRetracted);
    other.retracted = List.of();
  }
}
