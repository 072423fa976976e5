package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows that replace each other by key, one by one, where a plan would only keep the last. */
final class Versions {
  private Versions() {}

  /** The node without what chooses one of the rows of a key; itself if there is no such thing. */
  static PhysicalNode of(PhysicalNode node) {
    if (node instanceof PhysicalNode.ChangelogNormalize normalize) {
      return normalize.input();
    } else if (node instanceof PhysicalNode.Rank rank && keepsLatest(rank)) {
      return ranked(rank);
    } else if (node instanceof PhysicalNode.Calc calc && calc.condition().isEmpty()) {
      PhysicalNode input = of(calc.input());
      return input == calc.input()
          ? node
          : CalcBuilder.calc(input, Optional.empty(), calc.projections(), calc.rowType().names());
    } else {
      return node;
    }
  }

  private static boolean keepsLatest(PhysicalNode.Rank rank) {
    RankRule rule = rank.rule();
    return rule.function() == RankFunction.ROW_NUMBER
        && rule.from() == 1
        && rule.to() == 1
        && rule.order().size() == 1
        && rule.order().get(0).descending()
        && !rank.input().traits().updating()
        && rank.input().traits().timeColumns().contains(rule.order().get(0).column());
  }

  private static PhysicalNode ranked(PhysicalNode.Rank rank) {
    List<Expr> columns = new ArrayList<>();
    rank.columns().forEach(column -> columns.add(CalcBuilder.ref(rank.input(), column)));
    if (rank.numbered()) {
      columns.add(new Expr.Literal(1L, DataType.of(TypeName.BIGINT).notNull()));
    }
    return CalcBuilder.calc(rank.input(), Optional.empty(), columns, rank.rowType().names());
  }
}
