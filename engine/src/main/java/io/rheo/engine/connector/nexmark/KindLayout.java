package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.Validity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the events of one kind are in a batch. Their fields are computed at <i>places</i>, in loops
 * that know nothing of other kinds: if most of the rows are of this kind, each row is a place, and
 * what is computed for the others is taken back; else each event is a place, and its values go to
 * its row afterwards.
 */
final class KindLayout {
  private final int rowCount;
  private final boolean everyRow;
  private final int[] rows; // of the other kinds if each row is a place, else of each place
  private final long[] validity;
  private final long[] offsets;
  private final long[] steps;
  private final int[] runEnds;
  private final long[] runEpochs;
  private final Map<Integer, int[]> constants = new HashMap<>();

  KindLayout(EventLayout batch, EventKind kind) {
    rowCount = batch.rowCount();
    int[] own = rows(batch, kind, true);
    int[] others = rows(batch, kind, false);
    everyRow = own.length > others.length;
    rows = everyRow ? others : own;
    validity = others.length == 0 ? null : new long[Validity.words(rowCount)];
    if (validity != null) {
      Arrays.stream(own).forEach(row -> Validity.set(validity, row));
    }
    int places = everyRow ? rowCount : own.length;
    offsets = new long[places];
    steps = new long[places];
    int[] ends = new int[places];
    long[] epochs = new long[places];
    int runs = 0;
    for (int place = 0; place < places; place++) {
      int row = everyRow ? place : own[place];
      offsets[place] = batch.offset(row);
      steps[place] = Draws.step(offsets[place]);
      runs += runs == 0 || epochs[runs - 1] != batch.epoch(row) ? 1 : 0;
      epochs[runs - 1] = batch.epoch(row);
      ends[runs - 1] = place + 1;
    }
    runEnds = Arrays.copyOf(ends, runs);
    runEpochs = Arrays.copyOf(epochs, runs);
  }

  private static int[] rows(EventLayout batch, EventKind kind, boolean own) {
    int[] rows = new int[batch.rowCount()];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (batch.types()[row] == kind.type() == own) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  int rowCount() {
    return rowCount;
  }

  int places() {
    return offsets.length;
  }

  /** The event of a place, from the beginning of the first epoch. They ascend. */
  long offset(int place) {
    return offsets[place];
  }

  /** By place, what its hash is to be made of. */
  long[] steps() {
    return steps;
  }

  /** Runs of places whose events are of one epoch. */
  int runCount() {
    return runEnds.length;
  }

  /** The place after a run; the next one starts there. */
  int runEnd(int run) {
    return runEnds[run];
  }

  /** The epoch of a run, from the first one of the batch. */
  long runEpoch(int run) {
    return runEpochs[run];
  }

  /** The rows of this kind; {@code null} if all are. */
  long[] validity() {
    return validity;
  }

  /** Brings values of places into their rows; those of other kinds are zero. May change them. */
  long[] spread(long[] values) {
    if (everyRow) {
      for (int row : rows) {
        values[row] = 0;
      }
      return values;
    }
    long[] result = new long[rowCount];
    for (int place = 0; place < rows.length; place++) {
      result[rows[place]] = values[place];
    }
    return result;
  }

  /** As {@link #spread(long[])}. */
  int[] spread(int[] values) {
    if (everyRow) {
      for (int row : rows) {
        values[row] = 0;
      }
      return values;
    }
    int[] result = new int[rowCount];
    for (int place = 0; place < rows.length; place++) {
      result[rows[place]] = values[place];
    }
    return result;
  }

  /** The same value in each row of this kind: one array for all that ask. */
  int[] constant(int value) {
    return constants.computeIfAbsent(
        value,
        key -> {
          int[] values = new int[places()];
          Arrays.fill(values, key);
          return spread(values);
        });
  }
}
