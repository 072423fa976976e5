package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.operator.aggregate.AggregateOutput;
import io.rheo.engine.operator.aggregate.ChangingGroups;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Aggregates per key and window of event time with the groups of every window apart: for {@code
 * EMIT CHANGES}, which shows each of them after every step, and for aggregates whose groups cannot
 * be merged. A row costs as many updates as it is in windows; else as {@link
 * PaneAggregateOperator}.
 *
 * <p>Output with {@code EMIT CHANGES}: at the end of each step the net changes of the windows that
 * it touched, by window end; those of a window that closes leave before the watermark does.
 * Otherwise each window once, when it closes. State: a row of words per key and open window.
 */
final class WholeWindowAggregateOperator implements OneInputOperator {
  private final WindowNode.WindowAggregate plan;
  private final TimeWindow window;
  private final KeyEncoder keys;
  private final AggregateLayout layout;
  private final AggregateOutput output;
  private final WindowInput input;
  private final PaneSplitter splitter;
  private final LateRule late;
  private final TreeMap<Long, ChangingGroups> windows = new TreeMap<>(); // by end

  WholeWindowAggregateOperator(
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
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    input.split(batch);
    long[] keyWords = keys.encode(batch);
    for (int i = 0; i < splitter.paneCount(); i++) {
      addPane(batch, keyWords, i);
    }
  }

  private void addPane(Batch batch, long[] keyWords, int pane) {
    long paneStart = splitter.start(pane);
    if (late.isInAWindow(paneStart) && late.isLate(paneStart)) {
      input.reportLate(batch, pane);
    }
    long last = window.lastWindowEnd(paneStart);
    long end = window.firstWindowEnd(paneStart);
    for (; end <= last; end = window.nextWindowEnd(end)) {
      if (!late.isClosed(end)) {
        windows
            .computeIfAbsent(end, absent -> newGroups())
            .apply(batch, keyWords, splitter.rows(), splitter.from(pane), splitter.to(pane));
      }
    }
  }

  private ChangingGroups newGroups() {
    return new ChangingGroups(layout, output, false);
  }

  @Override
  public void onWatermark(long watermark, Output out) {
    late.advance(watermark);
    boolean closed = false;
    while (!windows.isEmpty() && late.isClosed(windows.firstKey())) {
      Map.Entry<Long, ChangingGroups> entry = windows.pollFirstEntry();
      emit(entry.getKey(), entry.getValue(), out);
      closed = true;
    }
    if (closed) {
      collect();
    }
    out.watermark(watermark);
  }

  private void emit(long end, ChangingGroups groups, Output out) {
    groups.emitChanges(WindowProperties.of(plan.properties(), window, end, input.clock()), out);
  }

  @Override
  public void onStepEnd(Output out) {
    if (plan.emit() == EmitMode.CHANGES) {
      for (Map.Entry<Long, ChangingGroups> entry : windows.entrySet()) {
        if (entry.getValue().hasChanges()) {
          emit(entry.getKey(), entry.getValue(), out);
        }
      }
    }
  }

  private void collect() {
    if (keys.wantsCollection()) {
      windows.values().forEach(groups -> groups.groups().mark(keys));
      keys.sweep();
    }
    layout.collectStrings(windows.values().stream().map(ChangingGroups::groups).toList());
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(late.watermark());
    keys.writeTo(state);
    layout.writeTo(state);
    state.putInt(windows.size());
    for (Map.Entry<Long, ChangingGroups> entry : windows.entrySet()) {
      state.putLong(entry.getKey());
      entry.getValue().writeTo(state);
    }
  }

  @Override
  public void restore(StateReader state) throws IOException {
    late.advance(state.getLong());
    keys.readFrom(state);
    layout.readFrom(state);
    int count = state.getInt();
    for (int i = 0; i < count; i++) {
      long end = state.getLong();
      ChangingGroups groups = newGroups();
      groups.readFrom(state);
      windows.put(end, groups);
    }
  }
}
