package io.rheo.engine.operator.match;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.over.LongDeque;
import io.rheo.engine.operator.over.PartitionRows;
import io.rheo.engine.operator.over.PartitionTable;
import io.rheo.engine.operator.over.RowStore;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The rows of one partition that a match can still have, or look at, and the attempts at matches
 * that are not decided.
 *
 * <p>When the search goes on with the next row after each match, attempts from all rows go on side
 * by side. Otherwise where the next one starts depends on the match before, so there is one.
 */
final class MatchPartition implements PartitionTable.Partition {
  private final long serial;
  private final PartitionRows rows;
  private final LongDeque truths = new LongDeque(); // of the rows from the first that is there
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private long nextStart;
  private long matches;
  private long lastMatched = -1;
  private boolean queued;

  MatchPartition(long serial, PartitionRows rows) {
    this.serial = serial;
    this.rows = rows;
  }

  @Override
  public long serial() {
    return serial;
  }

  PartitionRows rows() {
    return rows;
  }

  /** The attempts that are not decided, by their first row. */
  Deque<Attempt> attempts() {
    return attempts;
  }

  /** The first row from which no attempt was made. */
  long nextStart() {
    return nextStart;
  }

  void startNext(long row) {
    nextStart = row;
  }

  /** How many matches there were. */
  long matches() {
    return matches;
  }

  void countMatch() {
    matches++;
  }

  /** The last row that is in a match; -1 if none is. */
  long lastMatched() {
    return lastMatched;
  }

  /** Notes the rows of a match. */
  void matchUpTo(long row) {
    lastMatched = Math.max(lastMatched, row);
  }

  /** Whether the operator has it in the queue of those with an attempt. */
  boolean isQueued() {
    return queued;
  }

  void setQueued(boolean newQueued) {
    queued = newQueued;
  }

  /** The number of the first row that is not ready to be taken up. */
  long ready() {
    return rows.first() + truths.size();
  }

  /** The variables, as bits, that the next row can be mapped to as far as is known at once. */
  void addTruths(long variables) {
    truths.addLast(variables);
  }

  long truths(long row) {
    return truths.get((int) (row - rows.first()));
  }

  boolean has(long row) {
    return row >= rows.first() && row < rows.end();
  }

  long time(long row, int timeColumn) {
    Batch batch = rows.batch(row);
    return batch.longs(timeColumn)[rows.row(row)];
  }

  /** Gives up the rows before {@code row}. */
  void dropBefore(long row) {
    for (long first = rows.first(); first < row; first++) {
      truths.removeFirst();
    }
    rows.dropBefore(row);
  }

  @Override
  public void drop() {
    rows.dropBefore(rows.end());
  }

  @Override
  public void writeTo(StateWriter state, RowStore.Places written) throws IOException {
    rows.writeTo(state, written);
    state.putLongs(truths.toArray(), truths.size());
    state.putLong(nextStart);
    state.putLong(matches);
    state.putLong(lastMatched);
    long[] starts = attempts.stream().mapToLong(Attempt::start).toArray();
    state.putLongs(starts, starts.length);
  }

  /** Reads the state; the attempts have still to be made again from their rows. */
  @Override
  public void readFrom(StateReader state) throws IOException {
    rows.readFrom(state);
    for (long variables : state.getLongs()) {
      truths.addLast(variables);
    }
    nextStart = state.getLong();
    matches = state.getLong();
    lastMatched = state.getLong();
    for (long start : state.getLongs()) {
      attempts.addLast(new Attempt(start));
    }
  }
}
