package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.Validity;
import java.util.Arrays;

/**
 * The events of one kind in a batch, as runs: events of one epoch that follow each other, in rows
 * that do. Filled anew for each batch. Fields write the rows of the runs and leave those of other
 * kinds zero, as NULLs are.
 */
final class EventRows {
  private static final int INITIAL_ROWS = 2048;

  private final long seed;
  private long[] hashes = new long[INITIAL_ROWS];
  private boolean hashed;
  private int rowCount;
  private int count;
  private long[] runEpochs = new long[64];
  private long[] runNumbers = new long[64];
  private int[] runStarts = new int[64];
  private int[] runEnds = new int[64];
  private int runCount;
  private long[] validity;
  private int[] choices = new int[INITIAL_ROWS];
  private long choicesOf; // the salt that they were made with; 0: not made yet

  /** Chooses something for each event. */
  interface Chooser {
    void choose(EventRows events, long salt, int[] choices);
  }

  EventRows(long seed) {
    this.seed = Draws.mix(seed);
  }

  void clear() {
    count = 0;
    runCount = 0;
    hashed = false;
    validity = null;
    choicesOf = 0;
  }

  /** Adds {@code added} events of one epoch, whose rows follow each other. */
  void add(long firstNumber, int added, long epoch, int firstRow) {
    if (runCount == runStarts.length) {
      runEpochs = Arrays.copyOf(runEpochs, runCount * 2);
      runNumbers = Arrays.copyOf(runNumbers, runCount * 2);
      runStarts = Arrays.copyOf(runStarts, runCount * 2);
      runEnds = Arrays.copyOf(runEnds, runCount * 2);
    }
    runEpochs[runCount] = epoch;
    runNumbers[runCount] = firstNumber;
    runStarts[runCount] = firstRow;
    runEnds[runCount++] = firstRow + added;
    count += added;
  }

  /** All events of the batch are added: it has so many rows, those of other kinds included. */
  void complete(int batchRows) {
    rowCount = batchRows;
  }

  /** How many events there are. */
  int count() {
    return count;
  }

  /** How many rows a column has. */
  int rowCount() {
    return rowCount;
  }

  int runCount() {
    return runCount;
  }

  /** The epoch of a run. */
  long epoch(int run) {
    return runEpochs[run];
  }

  /** The number of a run's first event, from 0; those of the others follow. */
  long number(int run) {
    return runNumbers[run];
  }

  /** The row of a run's first event. */
  int start(int run) {
    return runStarts[run];
  }

  /** The row after a run's last event. */
  int end(int run) {
    return runEnds[run];
  }

  /** The rows that are events of this kind; {@code null} if all are. */
  long[] validity() {
    if (validity == null && count < rowCount) {
      validity = new long[Validity.words(rowCount)];
      for (int run = 0; run < runCount; run++) {
        for (int row = start(run); row < end(run); row++) {
          Validity.set(validity, row);
        }
      }
    }
    return validity;
  }

  /** What the fields of each event draw from, by row. */
  long[] hashes() {
    if (!hashed) {
      if (hashes.length < rowCount) {
        hashes = new long[rowCount];
      }
      for (int run = 0; run < runCount; run++) {
        long number = runNumbers[run];
        for (int row = runStarts[run]; row < runEnds[run]; row++) {
          hashes[row] = Draws.hash(seed, number++);
        }
      }
      hashed = true;
    }
    return hashes;
  }

  /** The choices by row, which fields with the same salt share; overwritten by the next salt's. */
  int[] choices(long salt, Chooser chooser) {
    if (choicesOf != salt) {
      if (choices.length < rowCount) {
        choices = new int[rowCount];
      }
      chooser.choose(this, salt, choices);
      choicesOf = salt;
    }
    return choices;
  }
}
