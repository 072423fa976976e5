package io.rheo.engine.planner;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowColumns;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.type.RowType;
import java.util.List;
import java.util.Optional;

/**
 * The window of rows that come with it: of a windowed result, or of a window function with
 * something between it and the aggregate. A group of it leaves when the window closes, once.
 *
 * @param columns where the rows have it
 * @param closing the column that says when it closes
 */
record GivenWindow(WindowColumns columns, int closing) {
  /** The window that is among the keys; empty if the rows have none, or it is no key. */
  static Optional<GivenWindow> of(PhysicalNode rows, List<Integer> keys) {
    return rows.traits()
        .window()
        .flatMap(
            window ->
                Optional.of(keys.contains(window.end()) ? window.end() : window.time())
                    .filter(keys::contains)
                    .map(closing -> new GivenWindow(window, closing)));
  }

  private TimeWindow window() {
    if (closing == columns.time()) {
      return new TimeWindow.Given(1);
    }
    TimeWindow byEnd = new TimeWindow.Given(0);
    return columns.zone().<TimeWindow>map(zone -> new TimeWindow.Local(byEnd, zone)).orElse(byEnd);
  }

  PhysicalNode aggregate(
      PhysicalNode rows,
      GroupingSets.Expanded expanded,
      List<AggregateCall> aggregates,
      EmitMode emit,
      RowType rowType) {
    List<Integer> keys = expanded.groupColumns();
    boolean changes = emit == EmitMode.CHANGES;
    int time = keys.indexOf(columns.time());
    boolean hasTime = !changes && rows.traits().timeColumns().contains(columns.time());
    StreamTraits traits =
        new StreamTraits(
            changes,
            rows.traits().bounded(),
            hasTime && time >= 0 ? List.of(time) : List.of(),
            columns.mapped(keys::indexOf));
    return new WindowNode.WindowAggregate(
        rows, window(), closing, keys, aggregates, List.of(), emit, rowType, traits);
  }
}
