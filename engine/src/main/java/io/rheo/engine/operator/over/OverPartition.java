package io.rheo.engine.operator.over;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The rows of one partition in order, and its frames and functions as they are at the next row. */
final class OverPartition implements PartitionTable.Partition {
  private final long serial;
  private final PartitionRows rows;
  private final List<Frame> frames = new ArrayList<>();
  private final List<OverFunction> calls = new ArrayList<>(); // one for each result
  private final List<OverFunction> withoutFrame = new ArrayList<>();
  private final List<FrameAggregates.Group> groups = new ArrayList<>();
  private long next; // the first row that has no results yet

  OverPartition(long serial, PartitionRows rows) {
    this.serial = serial;
    this.rows = rows;
  }

  void add(Frame frame) {
    frames.add(frame);
  }

  void add(FrameAggregates.Group group) {
    groups.add(group);
  }

  /** Adds a result whose function the frame knows. */
  void addResult(OverFunction call) {
    calls.add(call);
  }

  void addCall(Frame frame, OverFunction call) {
    frame.add(call);
    calls.add(call);
  }

  void addCall(OverFunction call) {
    withoutFrame.add(call);
    calls.add(call);
  }

  @Override
  public long serial() {
    return serial;
  }

  PartitionRows rows() {
    return rows;
  }

  /** The number of the first row that has no results yet. */
  long next() {
    return next;
  }

  /** Whether a row has no results yet. */
  boolean hasPending() {
    return next < rows.end();
  }

  /**
   * Whether the results of the next row can be known.
   *
   * @param watermark no row with a time up to here will come
   * @param ended whether no row at all will come
   */
  boolean isReady(long watermark, boolean ended) {
    for (int i = 0; i < frames.size(); i++) {
      if (!frames.get(i).isComplete(next, watermark, ended)) {
        return false;
      }
    }
    for (int i = 0; i < withoutFrame.size(); i++) {
      if (!withoutFrame.get(i).isReady(next, ended)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Appends the next row with its results.
   *
   * @param passed how many columns of the input come before the results
   * @return false if the type of a result cannot hold it; then the row is left out
   */
  boolean takeNext(int passed, BatchBuilder out) {
    for (int i = 0; i < frames.size(); i++) {
      frames.get(i).moveTo(next);
    }
    Batch batch = rows.batch(next);
    int row = rows.row(next);
    for (int i = 0; i < passed; i++) {
      out.column(i).append(batch.column(i), row);
    }
    boolean fits = true;
    for (int i = 0; i < calls.size(); i++) {
      fits &= calls.get(i).append(next, out.column(passed + i));
    }
    if (fits) {
      out.endRow();
    } else {
      out.dropRow();
    }
    for (int i = 0; i < frames.size(); i++) {
      frames.get(i).readmit();
    }
    next++;
    return fits;
  }

  /** Gives up the rows that nothing needs any more. */
  void dropRows() {
    long needed = next;
    for (int i = 0; i < frames.size(); i++) {
      needed = Math.min(needed, frames.get(i).needs());
    }
    for (int i = 0; i < calls.size(); i++) {
      needed = Math.min(needed, calls.get(i).needs(next));
    }
    rows.dropBefore(needed);
  }

  /** The partition is gone. */
  @Override
  public void drop() {
    rows.dropBefore(rows.end());
    groups.forEach(FrameAggregates.Group::drop);
  }

  @Override
  public void writeTo(StateWriter state, RowStore.Places written) throws IOException {
    rows.writeTo(state, written);
    state.putLong(next);
    for (Frame frame : frames) {
      frame.writeTo(state);
    }
    for (OverFunction call : withoutFrame) {
      call.writeTo(state);
    }
  }

  /** Reads what was written; the store and the groups must have been read before. */
  @Override
  public void readFrom(StateReader state) throws IOException {
    rows.readFrom(state);
    next = state.getLong();
    for (Frame frame : frames) {
      frame.readFrom(state);
    }
    for (OverFunction call : withoutFrame) {
      call.readFrom(state);
    }
  }
}
