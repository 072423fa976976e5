package io.rheo.engine.exec;

import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.PhysicalPlan;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many rows a step takes at most. Of few rows, what is kept of them is still in the caches when
 * the step ends and hands it on. With many, groups that change several times are handed on once,
 * and workers wait for each other seldom.
 */
final class StepRows {
  private static final int SHORT_STEPS = 4; // for one that is as long as possible

  private StepRows() {}

  /** The rows of a step of all these plans together. */
  static int most(DataflowSettings settings, List<PhysicalPlan> plans) {
    int most = settings.environment().stepRowsMax();
    boolean isLong =
        settings.parallelism().workers() > 1 || plans.stream().anyMatch(StepRows::changesGroups);
    return isLong ? most : Math.max(1, most / SHORT_STEPS);
  }

  private static boolean changesGroups(PhysicalPlan plan) {
    AtomicBoolean changes = new AtomicBoolean();
    plan.visit(
        node -> {
          if (node instanceof PhysicalNode.GroupAggregate && node.traits().updating()) {
            changes.set(true);
          }
        });
    return changes.get();
  }
}
