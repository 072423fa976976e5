package io.rheo.engine.operator.over;

import io.rheo.engine.plan.FrameBound;
import io.rheo.engine.plan.OverFrame;
import io.rheo.engine.plan.OverFrame.Exclusion;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The frame of the current row of a partition, and the functions over it. */
final class Frame {
  private final OverFrame plan;
  private final PartitionRows rows;
  private final List<OverFunction> functions = new ArrayList<>();
  private long start; // number of the first row in the frame
  private long end; // one past the last
  private long peers; // the first row that is equal to the current one in ORDER BY
  private long excludedEnd; // one past the last row that the current one may not see
  private long current;

  Frame(OverFrame plan, PartitionRows rows) {
    this.plan = plan;
    this.rows = rows;
  }

  void add(OverFunction function) {
    functions.add(function);
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  boolean isGrowing() {
    return plan.isGrowing();
  }

  /**
   * Whether all rows of the current row's frame are there.
   *
   * @param watermark no row with a key up to here will come
   */
  boolean isComplete(long current, long watermark, boolean ended) {
    if (ended || !plan.end().isAhead()) {
      return true;
    }
    if (plan.end() instanceof FrameBound.Rows ahead) {
      return current + ahead.offset() < rows.end();
    } else if (plan.end() instanceof FrameBound.Range range) {
      return rows.batch(current).longs(range.bound())[rows.row(current)] <= watermark
          || rows.compareToBound(rows.end() - 1, range.key(), current, range.bound()) > 0;
    }
    return false;
  }

  /** Becomes the frame of a row, the current one; it never moves back. */
  void moveTo(long row) {
    current = row;
    long newStart = newStart(current);
    while (start < newStart && start < end) {
      leave(start++);
    }
    start = newStart;
    end = Math.max(end, newStart);
    if (plan.end() instanceof FrameBound.Unbounded) {
      enterUpTo(rows.end());
    } else if (plan.end() instanceof FrameBound.Rows ahead) {
      enterUpTo(Math.min(rows.end(), current + ahead.offset() + 1));
    } else if (plan.end() instanceof FrameBound.Peers) {
      while (end < rows.end() && (end <= current || rows.arePeers(end, current))) {
        enter(end++);
      }
    } else if (plan.end() instanceof FrameBound.Range range) {
      while (end < rows.end()
          && rows.compareToBound(end, range.key(), current, range.bound()) <= 0) {
        enter(end++);
      }
    }
    if (plan.excludes()) {
      exclude();
    }
  }

  /** Takes rows out, until the results of the current row are known. */
  private void exclude() {
    peers = Math.min(peers, current);
    if (plan.exclusion() == Exclusion.CURRENT_ROW || !rows.arePeers(peers, current)) {
      peers = current;
    }
    excludedEnd = current + 1;
    while (plan.exclusion() != Exclusion.CURRENT_ROW
        && excludedEnd < end
        && rows.arePeers(excludedEnd, current)) {
      excludedEnd++;
    }
    for (long number = Math.max(start, peers); number < Math.min(end, excludedEnd); number++) {
      if (isExcluded(number)) {
        leave(number);
      }
    }
  }

  /** Whether the current row does not see another one from start to end. */
  boolean isExcluded(long number) {
    return number >= peers
        && number < excludedEnd
        && (number != current || plan.exclusion() != Exclusion.TIES);
  }

  /** Puts the rows back that the current row did not see. */
  void readmit() {
    if (!plan.excludes()) {
      return;
    }
    for (long number = Math.max(start, peers); number < Math.min(end, excludedEnd); number++) {
      if (isExcluded(number)) {
        enter(number);
      }
    }
  }

  private long newStart(long current) {
    long number = start;
    if (plan.start() instanceof FrameBound.Rows behind) {
      return Math.min(rows.end(), Math.max(start, current + behind.offset()));
    } else if (plan.start() instanceof FrameBound.Peers) {
      while (number < current && !rows.arePeers(number, current)) {
        number++;
      }
    } else if (plan.start() instanceof FrameBound.Range range) {
      while (number < rows.end()
          && rows.compareToBound(number, range.key(), current, range.bound()) < 0) {
        number++;
      }
    }
    return number;
  }

  private void enterUpTo(long number) {
    while (end < number) {
      enter(end++);
    }
  }

  private void enter(long number) {
    for (int i = 0; i < functions.size(); i++) {
      functions.get(i).enter(number);
    }
  }

  private void leave(long number) {
    for (int i = 0; i < functions.size(); i++) {
      functions.get(i).leave(number);
    }
  }

  /** The first row that is needed to move on. */
  long needs() {
    if (plan.excludes()) {
      return Math.min(end, plan.isFromFirst() ? peers : Math.min(start, peers));
    }
    return isGrowing() ? end : Math.min(start, end);
  }

  void writeTo(StateWriter state) throws IOException {
    state.putLong(start);
    state.putLong(end);
    state.putLong(peers);
    for (OverFunction function : functions) {
      function.writeTo(state);
    }
  }

  /** Reads the frame, whose rows must be there. */
  void readFrom(StateReader state) throws IOException {
    start = state.getLong();
    end = state.getLong();
    peers = state.getLong();
    for (OverFunction function : functions) {
      function.readFrom(state);
      boolean rebuilt = function.isRebuilt() && !isGrowing(); // else rows may be gone
      for (long number = start; rebuilt && number < end; number++) {
        function.enter(number);
      }
    }
  }
}
