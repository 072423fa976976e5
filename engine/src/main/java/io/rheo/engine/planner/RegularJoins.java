package io.rheo.engine.planner;

import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RegularJoin;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.sql.logical.StateTtlHint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.Join;

/** Joins that keep all rows: they fit always. */
final class RegularJoins {
  private RegularJoins() {}

  static PhysicalNode plan(Join rel, PlannedJoin planned, PhysicalPlanner planner) {
    OptionalLong leftTtl = TimeToLive.millis(StateTtlHint.of(rel, 0), planner);
    OptionalLong rightTtl = TimeToLive.millis(StateTtlHint.of(rel, 1), planner);
    boolean keeps = leftTtl.orElse(0) == 0 && rightTtl.orElse(0) == 0;
    PlannedJoin join = keeps ? ExtremeFilters.applied(planned) : planned;
    return new RegularJoin(
        join.left(),
        join.right(),
        join.kind(),
        join.keys(),
        join.condition(),
        join.columns(),
        leftTtl,
        rightTtl,
        Optional.empty(),
        join.rowType(),
        new StreamTraits(updating(join), join.bounded(), timeColumns(join)));
  }

  /** Whether a row of the result can be taken back. */
  private static boolean updating(PlannedJoin join) {
    return join.updating() || join.kind() != JoinKind.INNER;
  }

  /** Rows meet at any later time, so only the end of both inputs has passed all times. */
  private static List<Integer> timeColumns(PlannedJoin join) {
    return join.bounded()
        ? IntStream.range(0, join.columns().size())
            .filter(i -> isTime(join, join.columns().get(i)))
            .boxed()
            .toList()
        : List.of();
  }

  private static boolean isTime(PlannedJoin join, int column) {
    int leftColumns = join.left().rowType().size();
    return column < leftColumns
        ? join.left().traits().timeColumns().contains(column)
        : join.right().traits().timeColumns().contains(column - leftColumns);
  }
}
