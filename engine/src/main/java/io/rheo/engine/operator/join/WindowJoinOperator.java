package io.rheo.engine.operator.join;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.LocalTime;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.WindowColumns;
import io.rheo.engine.plan.WindowJoin;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Joins the rows of a window with those of the other input that are in the same one, when it
 * closes.
 *
 * <p>Inputs: append-only; each row is in a window, which is part of the join's keys. A row of a
 * window that the watermark has closed is late: counted and dropped. Output: insert-only, by the
 * end of the windows, then by the arrival of keys; for each key the pairs, then the rows without a
 * partner where the join wants them; before the watermark that closes the window. A row whose key
 * is NULL has no partner.
 *
 * <p>State: the rows of open windows, dropped when they close. A row costs constant time, and so
 * does a pair.
 */
public final class WindowJoinOperator implements MultiInputOperator {
  private static final int NO_ROW = -1;

  private final WindowJoin plan;
  private final List<OperatorMetrics> metrics;
  private final LocalTime clock;
  private final JoinKeys keys;
  private final HeldRows[] sides;
  private final JoinedRows joined;
  private final WindowGroups.Links links = new WindowGroups.Links();
  private final NavigableMap<Long, WindowGroups> windows = new TreeMap<>(); // by closing watermark
  private long watermark = NO_WATERMARK; // by the clock of the windows

  /**
   * @param metrics one for each input
   * @param environment for the condition, if there is one
   */
  public WindowJoinOperator(
      WindowJoin plan, List<OperatorMetrics> metrics, Supplier<StageEnvironment> environment) {
    this.plan = plan;
    this.metrics = metrics;
    clock =
        plan.endIsExclusive()
            ? LocalTime.of(plan.left().traits().window().flatMap(WindowColumns::zone))
            : LocalTime.of(Optional.empty());
    keys = new JoinKeys(plan, plan.keys());
    sides =
        new HeldRows[] {new HeldRows(plan.left().rowType()), new HeldRows(plan.right().rowType())};
    int[] columns = plan.columns().stream().mapToInt(Integer::intValue).toArray();
    joined = new JoinedRows(plan, plan.condition(), columns, sides, environment);
  }

  @Override
  public void onBatch(int input, Batch batch, Output out) {
    long[] words = keys.encode(input, batch);
    int closingColumn = plan.closing().column(input);
    long[] closing = batch.longs(closingColumn);
    int after = plan.endIsExclusive() ? 1 : 0;
    int[] late = new int[batch.rowCount()];
    int lateCount = 0;
    WindowGroups window = null; // that closes at the time windowAt
    long windowAt = 0;
    for (int row = 0; row < batch.rowCount(); row++) {
      long closingAt = closing[row] - after;
      if (closingAt <= watermark) {
        late[lateCount++] = row;
        continue;
      }
      if (window == null || closingAt != windowAt) {
        window = windows.computeIfAbsent(closingAt, time -> newWindow());
        windowAt = closingAt;
      }
      boolean unmatched = keys.isUnmatched(input, batch, row);
      if (!unmatched || givesAlone(input)) {
        window.add(input, sides[input].add(batch, row), words, row, unmatched);
      }
    }
    metrics.get(input).late(batch, late, 0, lateCount, closingColumn, watermark);
  }

  private WindowGroups newWindow() {
    return new WindowGroups(keys.width(), links);
  }

  /** Whether rows of a side that have no partner are in the result. */
  private boolean givesAlone(int input) {
    return plan.kind() == JoinKind.ANTI ? input == 0 : plan.kind().pads(1 - input);
  }

  @Override
  public void onWatermark(long newWatermark, Output out) {
    watermark = clock.watermark(newWatermark);
    while (!windows.isEmpty() && windows.firstKey() <= watermark) {
      close(windows.pollFirstEntry().getValue(), out);
    }
    if (keys.encoder().wantsCollection()) {
      windows.values().forEach(window -> keys.encoder().mark(window.table()));
      keys.encoder().sweep();
    }
    out.watermark(newWatermark);
  }

  private void close(WindowGroups window, Output out) {
    int stride = window.table().stride();
    for (int group = 0; group < window.table().used(); group += stride) {
      if (!window.isUnmatched(group)) {
        pair(window, group, out);
      }
    }
    joined.flush(out);
    for (int group = 0; group < window.table().used(); group += stride) {
      giveAlone(window, group, 0, out);
      giveAlone(window, group, 1, out);
    }
    joined.flush(out);
    for (int group = 0; group < window.table().used(); group += stride) {
      remove(window, group);
    }
  }

  private void pair(WindowGroups window, int group, Output out) {
    for (int left = window.first(0, group); left != NO_ROW; left = window.next(0, left)) {
      for (int right = window.first(1, group); right != NO_ROW; right = window.next(1, right)) {
        joined.pair(left, right, out);
      }
    }
  }

  private void giveAlone(WindowGroups window, int group, int input, Output out) {
    if (!givesAlone(input)) {
      return;
    }
    for (int row = window.first(input, group); row != NO_ROW; row = window.next(input, row)) {
      if (!sides[input].isMatched(row)) {
        joined.alone(input, row, out);
      }
    }
  }

  private void remove(WindowGroups window, int group) {
    for (int input = 0; input < sides.length; input++) {
      for (int row = window.first(input, group); row != NO_ROW; row = window.next(input, row)) {
        sides[input].remove(row);
      }
    }
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(watermark);
    keys.encoder().writeTo(state);
    for (HeldRows side : sides) {
      side.writeTo(state);
    }
    links.writeTo(state);
    state.putInt(windows.size());
    for (Map.Entry<Long, WindowGroups> window : windows.entrySet()) {
      state.putLong(window.getKey());
      window.getValue().table().writeTo(state);
    }
  }

  @Override
  public void restore(StateReader state) throws IOException {
    watermark = state.getLong();
    keys.encoder().readFrom(state);
    for (HeldRows side : sides) {
      side.readFrom(state);
    }
    links.readFrom(state);
    for (int left = state.getInt(); left > 0; left--) {
      long closingAt = state.getLong();
      WindowGroups window = newWindow();
      window.table().readFrom(state);
      windows.put(closingAt, window);
    }
  }
}
