package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.Validity;
import java.util.Arrays;

/**
 * The events of one kind in a batch, as runs: events of one epoch that follow each other. Filled
 * anew for each batch.
 */
final class EventRows {
  private static final int INITIAL_ROWS = 2048;

  private final long seed;
  private long[] numbers = new long[INITIAL_ROWS];
  private long[] hashes = new long[INITIAL_ROWS];
  private int count;
  private boolean hashed;
  private long[] runEpochs = new long[64];
  private int[] runStarts = new int[64];
  private int[] runRows = new int[64];
  private int runCount;
  private long[] validity;

  EventRows(long seed) {
    this.seed = Draws.mix(seed);
  }

  void clear() {
    count = 0;
    runCount = 0;
    hashed = false;
    validity = null;
  }

  /** Adds {@code added} events of one epoch, whose rows follow each other. */
  void add(long firstNumber, int added, long epoch, int firstRow) {
    int end = count + added;
    if (end > numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(end, numbers.length * 2));
      hashes = new long[numbers.length];
    }
    if (runCount == runStarts.length) {
      runEpochs = Arrays.copyOf(runEpochs, runCount * 2);
      runStarts = Arrays.copyOf(runStarts, runCount * 2);
      runRows = Arrays.copyOf(runRows, runCount * 2);
    }
    runEpochs[runCount] = epoch;
    runStarts[runCount] = count;
    runRows[runCount++] = firstRow;
    for (int i = count; i < end; i++) {
      numbers[i] = firstNumber + (i - count);
    }
    count = end;
  }

  int count() {
    return count;
  }

  /** The number of each event, from 0. */
  long[] numbers() {
    return numbers;
  }

  int runCount() {
    return runCount;
  }

  /** The epoch of a run. */
  long epoch(int run) {
    return runEpochs[run];
  }

  /** The first event of a run. */
  int start(int run) {
    return runStarts[run];
  }

  /** The event after the last one of a run. */
  int end(int run) {
    return run + 1 == runCount ? count : runStarts[run + 1];
  }

  /** Where the first event of a run stands in the batch; the others follow it. */
  int row(int run) {
    return runRows[run];
  }

  /** The rows of the batch that are events of this kind; {@code null} if all are. */
  long[] validity(int rowCount) {
    if (validity == null && count < rowCount) {
      validity = new long[Validity.words(rowCount)];
      for (int run = 0; run < runCount; run++) {
        for (int i = start(run); i < end(run); i++) {
          Validity.set(validity, runRows[run] + (i - runStarts[run]));
        }
      }
    }
    return validity;
  }

  /** What the fields of each event draw from. */
  long[] hashes() {
    if (!hashed) {
      for (int i = 0; i < count; i++) {
        hashes[i] = Draws.hash(seed, numbers[i]);
      }
      hashed = true;
    }
    return hashes;
  }
}
