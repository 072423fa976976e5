package io.rheo.engine.planner;

import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.WindowNode;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.Aggregate;

/**
 * Aggregates over the rows of a window: an aggregation whose keys name the window of a window
 * function below it. The rows are not copied into their windows; the aggregate knows the windows.
 *
 * <p>What is computed of the window's bounds alone, keys and conditions, moves above the aggregate.
 * One bound among the keys is enough to name the window, for it determines the others; but many
 * cumulating windows have one start.
 */
final class WindowedAggregates {
  private final Aggregate rel;
  private final PhysicalPlanner planner;

  WindowedAggregates(Aggregate rel, PhysicalPlanner planner) {
    this.rel = rel;
    this.planner = planner;
  }

  /** The plan, or nothing if this is not an aggregate of windows that are known here. */
  Optional<PhysicalNode> plan(PhysicalNode input, List<Integer> keys) {
    GroupingSets sets = new GroupingSets(rel);
    WindowShape shape = WindowShape.of(input);
    boolean fits =
        shape != null
            && shape.isSeparable(sets, keys)
            && shape.namesWindow(sets, keys)
            && fits(shape, sets, keys);
    return fits
        ? Optional.of(new WindowFusion(rel, planner, shape, sets, keys).build())
        : Optional.empty();
  }

  /** Whether rows that are windowed together are grouped together. */
  private static boolean fits(WindowShape shape, GroupingSets sets, List<Integer> keys) {
    if (shape.function() instanceof WindowNode.CountWindowAssign assign) {
      return sets.isSimple() && shape.hasKeys(keys, assign.partition());
    } else if (shape.function() instanceof WindowNode.SessionAssign assign) {
      return sets.isSimple()
          && shape.conjunction(expr -> !shape.usesWindow(expr)).isEmpty()
          && shape.hasKeys(keys, assign.partition())
          && shape.hasNoOtherKeys(keys, assign.partition());
    } else {
      return true;
    }
  }
}
