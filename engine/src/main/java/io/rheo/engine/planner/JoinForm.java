package io.rheo.engine.planner;

import io.rheo.engine.plan.PhysicalNode;
import java.util.Optional;

/** A way to join that needs less state than keeping all rows, where rows and condition allow it. */
interface JoinForm {
  /**
   * The node that does the join, with the columns that {@link PlannedJoin#columns} names; empty if
   * this form does not fit.
   */
  Optional<PhysicalNode> plan(PlannedJoin join, PhysicalPlanner planner);
}
