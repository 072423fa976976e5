package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.MatchPattern;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.DataType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.apache.calcite.rel.core.Match;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/**
 * The columns of the rows that a pattern is matched against: those of the input, and what is
 * computed of single rows for navigation and aggregates.
 */
final class MatchColumns {
  private final Match rel;
  private final PhysicalNode input;
  private final MatchPattern pattern;
  private final PhysicalPlanner planner;
  private final List<Expr> columns = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  MatchColumns(Match rel, PhysicalNode input, MatchPattern pattern, PhysicalPlanner planner) {
    this.rel = rel;
    this.input = input;
    this.pattern = pattern;
    this.planner = planner;
    for (int i = 0; i < input.rowType().size(); i++) {
      columns.add(CalcBuilder.ref(input, i));
      names.add(input.rowType().name(i));
    }
  }

  RexBuilder rexBuilder() {
    return rel.getCluster().getRexBuilder();
  }

  /** The column that holds an expression over the input; it is added if it is new. */
  int of(RexNode expression) {
    Expr expr = planner.expressions().translate(expression);
    int index = columns.indexOf(expr);
    if (index < 0) {
      index = columns.size();
      columns.add(expr);
      names.add("$" + index);
    }
    return index;
  }

  DataType type(int column) {
    return columns.get(column).type();
  }

  /** The numbers of the variables that a name in the query stands for: one, or a subset. */
  List<Integer> variables(String name) {
    Set<Integer> numbers = new LinkedHashSet<>();
    addVariables(name, numbers, 0);
    return numbers.stream().sorted().toList();
  }

  private void addVariables(String name, Set<Integer> numbers, int depth) {
    int number = pattern.variables().indexOf(name);
    SortedSet<String> members = rel.getSubsets().get(name);
    if (number >= 0) {
      numbers.add(number);
    } else if (members != null && depth <= rel.getSubsets().size()) {
      members.forEach(member -> addVariables(member, numbers, depth + 1));
    }
  }

  /** The input with the columns that were added. */
  PhysicalNode node() {
    return CalcBuilder.calc(input, Optional.empty(), columns, names);
  }
}
