package io.rheo.engine.operator.over;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;

/**
 * One function at work on one partition. Rows enter its frame at the end and leave it at the start,
 * in order, each at most once; then the result for the current row is asked for.
 */
abstract class OverFunction {
  /** Any row may go. */
  static final long NOTHING = Long.MAX_VALUE;

  /** The row is in the frame from now on. */
  void enter(long number) {}

  /** The row is not in the frame any more; only if the frame is not a growing one. */
  void leave(long number) {}

  /** Whether the result for a row can be known. */
  boolean isReady(long current, boolean ended) {
    return true;
  }

  /**
   * Appends the result for the current row.
   *
   * @return false if the type cannot hold it; then nothing was appended
   */
  abstract boolean append(long current, ColumnBuilder out);

  /** The first row that the function needs for the results from row {@code next} on. */
  long needs(long next) {
    return NOTHING;
  }

  /** Whether the state is what the rows of the frame make of it, so that they need only enter. */
  boolean isRebuilt() {
    return true;
  }

  /** Writes a state that cannot be rebuilt from the rows of the frame. */
  void writeTo(StateWriter state) throws IOException {}

  void readFrom(StateReader state) throws IOException {}
}
