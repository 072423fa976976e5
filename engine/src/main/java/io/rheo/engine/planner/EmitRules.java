package io.rheo.engine.planner;

import io.rheo.engine.plan.TimeWindow;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.logical.LogicalQuery;
import io.rheo.sql.parse.EmitMode;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.List;

/** What {@code EMIT} may be asked of. */
final class EmitRules {
  private EmitRules() {}

  static void check(LogicalQuery query, List<TimeWindow> windows) {
    if (query.emit() == EmitMode.ON_WINDOW_CLOSE && windows.isEmpty()) {
      throw query
          .positions()
          .error(
              Clause.EMIT,
              ErrorCode.NOT_SUPPORTED,
              "EMIT ON WINDOW CLOSE needs a window of time in the query")
          .why("without one nothing ever closes")
          .fix("group by TUMBLE or HOP, or say EMIT CHANGES");
    }
  }
}
