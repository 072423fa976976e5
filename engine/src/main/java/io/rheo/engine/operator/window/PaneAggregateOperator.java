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
import java.util.TreeMap;

/**
 * Aggregates per key and window of event time, each window emitted once, when it closes: the
 * planner's choice if all aggregates can be merged.
 *
 * <p>Input: any changelog; a row whose time is NULL is a row error. Output: insert-only {@code
 * keys, aggregates, window properties}, by window start, keys in the order of their first row.
 *
 * <p>A window {@code [start, end)} closes at the first watermark {@code >= end - 1}. A row that is
 * late for some of its windows counts in the others; late rows are counted.
 *
 * <p>State: a row of words per key and pane (Li et al., "No pane, no gain", SIGMOD Record 2005), so
 * that a row is touched once whatever the overlap, and where windows overlap a total per key: see
 * {@link WindowTotals}. The state of a closed window is dropped at once.
 */
final class PaneAggregateOperator implements OneInputOperator {
  private final WindowNode.WindowAggregate plan;
  private final TimeWindow window;
  private final KeyEncoder keys;
  private final AggregateLayout layout;
  private final AggregateOutput output;
  private final WindowInput input;
  private final PaneSplitter splitter;
  private final LateRule late;
  private final TreeMap<Long, Pane> panes = new TreeMap<>();
  private final WindowTotals totals; // null if each pane is a window
  private long lastClosed = Long.MIN_VALUE; // the end of the last window emitted
  private long totalsEnd = Long.MIN_VALUE; // panes that start before it are in the totals
  private int expectedGroups;
  private int[] bases = new int[Batch.TARGET_ROWS]; // of each row's group, by pane
  private Pane[] batchPanes = new Pane[16]; // by number of the splitter; null: its rows are dropped

  PaneAggregateOperator(
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
    totals = eachWindowIsAPane(window) ? null : new WindowTotals(layout);
  }

  /** Also of sampling windows: what is between them is dropped. */
  private static boolean eachWindowIsAPane(TimeWindow window) {
    long pane = window.paneStart(0);
    long end = window.lastWindowEnd(pane);
    return window.firstWindowEnd(pane) >= end
        && window.paneStart(end - 1) == window.windowStart(end);
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    input.split(batch);
    int paneCount = splitter.paneCount();
    if (paneCount > batchPanes.length) {
      batchPanes = new Pane[paneCount];
    }
    if (batch.rowCount() > bases.length) {
      bases = new int[batch.rowCount()];
    }
    probe(batch, keys.encode(batch));
    for (int i = 0; i < paneCount; i++) {
      if (batchPanes[i] != null) {
        update(batch, batchPanes[i], splitter.from(i), splitter.to(i));
      }
    }
  }

  /** Finds the groups of all rows that are not dropped. */
  private void probe(Batch batch, long[] keyWords) {
    int newIn = -1; // the pane that got new groups
    boolean several = false;
    for (int i = 0; i < splitter.paneCount(); i++) {
      batchPanes[i] = pane(batch, i);
      if (batchPanes[i] != null) {
        Groups groups = batchPanes[i].groups();
        int before = groups.used();
        groups.probe(keyWords, splitter.rows(), splitter.from(i), splitter.to(i), bases);
        if (groups.used() > before) {
          several |= newIn >= 0;
          newIn = i;
        }
      }
    }
    if (totals != null && newIn >= 0) {
      if (several) {
        noteInRowOrder(batch.rowCount());
      } else {
        totals.noteNew(batchPanes[newIn].groups());
      }
      totals.linkNoted();
    }
  }

  /** Totals are in the order of the rows, however these were cut into batches. */
  private void noteInRowOrder(int rowCount) {
    splitter.forRowsInOrder(
        rowCount,
        (pane, at) -> {
          if (batchPanes[pane] != null) {
            totals.noteIfNew(batchPanes[pane].groups(), bases[at]);
          }
        });
  }

  private void update(Batch batch, Pane pane, int from, int to) {
    Groups groups = pane.groups();
    layout.update(batch, splitter.rows(), bases, from, to, groups);
    if (totals != null && pane.start() < totalsEnd) {
      totals.update(batch, splitter.rows(), bases, from, to, groups);
    }
    groups.collect();
  }

  /** The pane for rows that came now; {@code null} if they are in no window that is open. */
  private Pane pane(Batch batch, int number) {
    long start = splitter.start(number);
    if (!late.isInAWindow(start)) {
      return null;
    }
    if (late.isLate(start)) {
      input.reportLate(batch, number);
    }
    if (late.isDropped(start)) {
      return null;
    }
    return panes.computeIfAbsent(start, absent -> new Pane(start, newGroups()));
  }

  private Groups newGroups() {
    return new Groups(layout, expectedGroups);
  }

  @Override
  public void onWatermark(long watermark, Output out) {
    if (!panes.isEmpty()) {
      closeWindows(watermark, out);
    }
    late.advance(watermark);
    out.watermark(watermark);
  }

  private void closeWindows(long watermark, Output out) {
    boolean closed = false;
    while (!panes.isEmpty()) {
      long end = nextWindow(panes.firstKey());
      if (end - 1 > watermark) {
        break;
      }
      close(end, out);
      closed = true;
    }
    if (closed) {
      collect();
    }
  }

  /** The first window of the first pane that is neither emitted nor closed without rows. */
  private long nextWindow(long firstPane) {
    long end = window.firstWindowEnd(firstPane);
    if (lastClosed != Long.MIN_VALUE) {
      end = Math.max(end, window.nextWindowEnd(lastClosed));
    }
    while (late.isClosed(end)) {
      end = window.nextWindowEnd(end);
    }
    return end;
  }

  private void close(long end, Output out) {
    long start = window.windowStart(end);
    long[] properties = WindowProperties.of(plan.properties(), window, end, input.clock());
    if (totals == null) {
      Groups groups = panes.firstEntry().getValue().groups();
      GroupEmission.emit(groups, layout.rowsAt(), output, properties, out);
    } else {
      panes.subMap(Math.max(start, totalsEnd), end).values().forEach(totals::add);
      totalsEnd = end;
      totals.mergeOthers(panes.subMap(start, end).values());
      totals.emit(output, properties, out);
    }
    lastClosed = end;
    dropPanes();
  }

  /** Drops the panes that are in no later window. */
  private void dropPanes() {
    while (!panes.isEmpty() && window.lastWindowEnd(panes.firstKey()) <= lastClosed) {
      Pane gone = panes.pollFirstEntry().getValue();
      expectedGroups = gone.groups().size();
      if (totals != null) {
        totals.remove(gone);
      }
    }
  }

  private void collect() {
    if (totals != null) {
      totals.compact(panes.values());
    }
    if (keys.wantsCollection()) {
      panes.values().forEach(pane -> pane.groups().mark(keys));
      if (totals != null) {
        totals.mark(keys);
      }
      keys.sweep();
    }
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(late.watermark());
    state.putLong(lastClosed);
    state.putLong(totalsEnd);
    keys.writeTo(state);
    layout.writeTo(state);
    state.putInt(panes.size());
    for (Pane pane : panes.values()) {
      state.putLong(pane.start());
      pane.groups().writeTo(state);
    }
    if (totals != null) {
      totals.writeTo(state);
    }
  }

  @Override
  public void restore(StateReader state) throws IOException {
    late.advance(state.getLong());
    lastClosed = state.getLong();
    totalsEnd = state.getLong();
    keys.readFrom(state);
    layout.readFrom(state);
    int count = state.getInt();
    for (int i = 0; i < count; i++) {
      Pane pane = new Pane(state.getLong(), newGroups());
      pane.groups().readFrom(state);
      panes.put(pane.start(), pane);
    }
    if (totals != null) {
      totals.readFrom(state);
    }
  }
}
