package io.rheo.engine.exec;

/**
 * Up to which insertion a step reads the tables that Rheo stores: views that share steps speak of
 * the same rows, although each reads its tables itself. Used by one thread.
 */
final class InsertionHorizon {
  private long last = Long.MAX_VALUE;

  void moveTo(long insertion) {
    last = insertion;
  }

  long last() {
    return last;
  }
}
