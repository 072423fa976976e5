package io.rheo.engine.planner;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.logical.LogicalQuery;
import io.rheo.sql.parse.EmitMode;
import io.rheo.sql.validate.PlanPositions.Clause;

/** What {@code EMIT} may be asked of. */
final class EmitRules {
  private EmitRules() {}

  static void check(LogicalQuery query, boolean hasTimeWindow) {
    if (query.emit() == EmitMode.ON_WINDOW_CLOSE && !hasTimeWindow) {
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
