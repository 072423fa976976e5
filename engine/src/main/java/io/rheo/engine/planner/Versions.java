package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows that replace each other by key, one by one, where a plan would only keep the last.
 *
 * @param valid the column, after those of the plan, that is TRUE where a row is a version; where it
 *     is not, the key has none from its time on. Empty if all rows are versions
 */
record Versions(PhysicalNode rows, Optional<Integer> valid) {
  /** The node without what chooses one of the rows of a key; itself if there is no such thing. */
  static Versions of(PhysicalNode node) {
    if (node instanceof PhysicalNode.ChangelogNormalize normalize) {
      return new Versions(normalize.input(), Optional.empty());
    } else if (node instanceof OrderedNode.Rank rank && keepsLatest(rank)) {
      return new Versions(ranked(rank), Optional.empty());
    } else if (node instanceof PhysicalNode.Calc calc) {
      Versions input = of(calc.input());
      return input.rows() == calc.input()
          ? new Versions(node, Optional.empty())
          : input.calculated(calc);
    } else {
      return new Versions(node, Optional.empty());
    }
  }

  /** Rows that are no versions: they may be taken back in a result that ends, and are gone then. */
  static Versions none(PhysicalNode node) {
    StreamTraits traits = node.traits();
    PhysicalNode rows =
        traits.updating() && traits.bounded()
            ? new OrderedNode.Sort(
                node,
                List.of(),
                0,
                OrderedNode.Sort.NO_LIMIT,
                node.rowType(),
                new StreamTraits(false, true, List.of()))
            : node;
    return new Versions(rows, Optional.empty());
  }

  /** These rows after a calculation; where its condition is not TRUE, there is no version. */
  private Versions calculated(PhysicalNode.Calc calc) {
    List<Expr> columns = new ArrayList<>(calc.projections());
    List<String> names = new ArrayList<>(calc.rowType().names());
    List<Expr> tests = new ArrayList<>();
    valid.ifPresent(column -> tests.add(CalcBuilder.ref(rows, column)));
    calc.condition().ifPresent(tests::add);
    Optional<Expr> test = Conditions.and(tests);
    test.ifPresent(expr -> columns.add(expr));
    test.ifPresent(expr -> names.add("$valid"));
    return new Versions(
        CalcBuilder.calc(rows, Optional.empty(), columns, names),
        test.map(expr -> columns.size() - 1));
  }

  private static boolean keepsLatest(OrderedNode.Rank rank) {
    RankRule rule = rank.rule();
    return rule.function() == RankFunction.ROW_NUMBER
        && rule.from() == 1
        && rule.to() == 1
        && rule.order().size() == 1
        && rule.order().get(0).descending()
        && !rank.input().traits().updating()
        && rank.input().traits().timeColumns().contains(rule.order().get(0).column());
  }

  private static PhysicalNode ranked(OrderedNode.Rank rank) {
    List<Expr> columns = new ArrayList<>();
    rank.columns().forEach(column -> columns.add(CalcBuilder.ref(rank.input(), column)));
    if (rank.numbered()) {
      columns.add(new Expr.Literal(1L, DataType.of(TypeName.BIGINT).notNull()));
    }
    return CalcBuilder.calc(rank.input(), Optional.empty(), columns, rank.rowType().names());
  }
}
