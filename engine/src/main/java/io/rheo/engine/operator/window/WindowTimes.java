package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.LocalTime;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;

/** The times of rows on the clock that their windows go by. */
final class WindowTimes {
  private final int column;
  private final LocalTime clock;
  private final boolean converts;

  WindowTimes(WindowNode.WindowAggregate plan) {
    this(plan.input().rowType(), plan.timeColumn(), plan.window());
  }

  WindowTimes(RowType input, int column, TimeWindow window) {
    this.column = column;
    clock = LocalTime.of(window.zone());
    converts = !clock.isSame() && input.type(column).name() == TypeName.TIMESTAMP_LTZ;
  }

  LongColumn of(Batch batch) {
    LongColumn times = (LongColumn) batch.column(column);
    return converts ? clock.toLocal(times, batch.rowCount()) : times;
  }

  LocalTime clock() {
    return clock;
  }
}
