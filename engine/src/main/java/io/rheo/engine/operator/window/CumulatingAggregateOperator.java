package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.operator.aggregate.AggregateOutput;
import io.rheo.engine.operator.aggregate.Groups;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Aggregates per key and cumulating window, each window emitted once, when it closes: the planner's
 * choice if all aggregates can be merged.
 *
 * <p>Input: any changelog; a row whose time is NULL is a row error. Output: insert-only {@code
 * keys, aggregates, window properties}, by window end, keys in the order of their first row. A
 * window closes, and a row is late for it, as in {@link PaneAggregateOperator}.
 *
 * <p>The windows of one start grow into each other, so they share one table of totals: when a
 * window closes, the panes that it adds are merged into it, and are gone. A row that is late for
 * the first windows only goes into the totals themselves. A row costs one update, and a pane one
 * merge, whatever the number of windows. State: a row of words per key, and one per key and pane
 * after the window that closed last.
 */
final class CumulatingAggregateOperator implements OneInputOperator {
  private final WindowNode.WindowAggregate plan;
  private final TimeWindow window;
  private final KeyEncoder keys;
  private final AggregateLayout layout;
  private final AggregateOutput output;
  private final WindowInput input;
  private final PaneSplitter splitter;
  private final LateRule late;
  private final TreeMap<Long, Groups> panes = new TreeMap<>(); // by start, none in the totals yet
  private final Groups totals; // of the window that ends at totalsEnd, unless it was the last
  private long totalsEnd = Long.MIN_VALUE;
  private int[] bases = new int[Batch.TARGET_ROWS];
  private int[] totalBases = new int[Batch.TARGET_ROWS];

  CumulatingAggregateOperator(
      WindowNode.WindowAggregate plan,
      KeyEncoder keys,
      AggregateLayout layout,
      OperatorMetrics metrics) {
    this.plan = plan;
    this.keys = keys;
    this.layout = layout;
    window = plan.window();
    output = new AggregateOutput(keys, layout, metrics);
    input = new WindowInput(plan, metrics);
    splitter = input.splitter();
    late = input.late();
    totals = new Groups(layout, 0);
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    input.split(batch);
    if (batch.rowCount() > bases.length) {
      bases = new int[batch.rowCount()];
    }
    long[] keyWords = keys.encode(batch);
    for (int i = 0; i < splitter.paneCount(); i++) {
      long start = splitter.start(i);
      if (late.isLate(start)) {
        input.reportLate(batch, i);
      }
      if (!late.isDropped(start)) {
        add(batch, keyWords, splitter.from(i), splitter.to(i), groups(start));
      }
    }
  }

  /** Where the rows of a pane go. A pane before the end of the totals is one that they hold. */
  private Groups groups(long paneStart) {
    return paneStart < totalsEnd
        ? totals
        : panes.computeIfAbsent(paneStart, absent -> new Groups(layout, 0));
  }

  private void add(Batch batch, long[] keyWords, int from, int to, Groups groups) {
    groups.probe(keyWords, splitter.rows(), from, to, bases);
    layout.update(batch, splitter.rows(), bases, from, to, groups);
    groups.collect();
  }

  @Override
  public void onWatermark(long watermark, Output out) {
    boolean closed = false;
    while (totals.size() > 0 || !panes.isEmpty()) {
      long end = nextWindow();
      if (end - 1 > watermark) {
        break;
      }
      close(end, out);
      closed = true;
    }
    late.advance(watermark);
    if (closed) {
      collect();
    }
    out.watermark(watermark);
  }

  /** The first window with rows that has not closed. */
  private long nextWindow() {
    if (totals.size() > 0) {
      return window.nextWindowEnd(totalsEnd);
    }
    long end = window.firstWindowEnd(panes.firstKey());
    while (late.isClosed(end)) {
      end = window.nextWindowEnd(end);
    }
    return end;
  }

  private void close(long end, Output out) {
    Map<Long, Groups> entering = panes.headMap(end);
    entering.values().forEach(this::merge);
    entering.clear();
    totalsEnd = end;
    long start = window.windowStart(end);
    long[] properties = WindowProperties.of(plan.properties(), window, end, input.clock());
    GroupEmission.emit(totals, layout.rowsAt(), output, properties, out);
    if (end == window.lastWindowEnd(start)) {
      totals.clear();
    }
  }

  private void merge(Groups pane) {
    int count = 0;
    for (int base = 0; base < pane.used(); base += pane.stride()) {
      bases[count] = base;
      totalBases[count] = totals.probe(pane.words(), base);
      count++;
      if (count == totalBases.length) {
        layout.merge(pane, bases, totals, totalBases, count);
        count = 0;
      }
    }
    layout.merge(pane, bases, totals, totalBases, count);
    totals.collect();
  }

  private void collect() {
    if (keys.wantsCollection()) {
      totals.mark(keys);
      panes.values().forEach(pane -> pane.mark(keys));
      keys.sweep();
    }
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(late.watermark());
    state.putLong(totalsEnd);
    keys.writeTo(state);
    totals.writeTo(state);
    state.putInt(panes.size());
    for (Map.Entry<Long, Groups> pane : panes.entrySet()) {
      state.putLong(pane.getKey());
      pane.getValue().writeTo(state);
    }
  }

  @Override
  public void restore(StateReader state) throws IOException {
    late.advance(state.getLong());
    totalsEnd = state.getLong();
    keys.readFrom(state);
    totals.readFrom(state);
    int count = state.getInt();
    for (int i = 0; i < count; i++) {
      long start = state.getLong();
      Groups pane = new Groups(layout, 0);
      pane.readFrom(state);
      panes.put(start, pane);
    }
  }
}
