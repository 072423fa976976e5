package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import java.util.List;
import java.util.stream.IntStream;

/** The columns of a join's inputs that hold the processing time, as time attributes. */
final class ProcessingTimes {
  private ProcessingTimes() {}

  /** The join of inputs without event time by the time at which their rows come. */
  static PlannedJoin timed(PlannedJoin join) {
    PhysicalNode left = timed(join.left());
    PhysicalNode right = timed(join.right());
    return left == join.left() || right == join.right()
        ? join
        : new PlannedJoin(
            left,
            right,
            join.kind(),
            join.keys(),
            join.condition(),
            join.columns(),
            join.rowType());
  }

  private static PhysicalNode timed(PhysicalNode input) {
    if (!input.traits().timeColumns().isEmpty() || !(input instanceof PhysicalNode.Calc calc)) {
      return input;
    }
    List<Integer> clocks =
        IntStream.range(0, calc.projections().size())
            .filter(i -> isClock(calc.projections().get(i)))
            .boxed()
            .toList();
    if (clocks.isEmpty()) {
      return input;
    }
    StreamTraits traits =
        new StreamTraits(input.traits().updating(), input.traits().bounded(), clocks.subList(0, 1));
    return new PhysicalNode.ProcessingTime(input, clocks.get(0), input.rowType(), traits);
  }

  private static boolean isClock(Expr expr) {
    return expr instanceof Expr.Call call && call.operator().equals("NOW");
  }
}
