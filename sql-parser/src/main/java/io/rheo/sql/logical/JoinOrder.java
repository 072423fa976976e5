package io.rheo.sql.logical;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Puts inner joins into another order where the order of FROM would join tables that no equality
 * links: {@code FROM a, b, c WHERE a.x = c.x AND b.y = c.y} joins a with c first, so that not all
 * pairs of a and b are made. Joins that are linked as they are written stay in that order, as
 * nothing is known of how many rows there will be.
 */
final class JoinOrder {
  private final JoinedInputs joined;
  private final LogicalJoin written;
  private final List<RexNode> open; // the conditions that no join has yet

  private JoinOrder(JoinedInputs joined, LogicalJoin written) {
    this.joined = joined;
    this.written = written;
    this.open = new ArrayList<>(joined.conditions());
  }

  /** The plan without products that can be avoided. */
  static RelNode improved(RelNode rel) {
    if (!(rel instanceof LogicalJoin join) || join.getJoinType() != JoinRelType.INNER) {
      return withInputs(rel, rel.getInputs().stream().map(JoinOrder::improved).toList());
    }
    JoinedInputs joined = JoinedInputs.of(join);
    List<List<Integer>> groups = groups(joined);
    if (joined.pinned() || groups.size() - 1 >= joined.products()) {
      return withImprovedLeaves(join);
    }
    return new JoinOrder(joined, join).inOrder(groups);
  }

  private static RelNode withInputs(RelNode rel, List<RelNode> inputs) {
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }

  private static RelNode withImprovedLeaves(RelNode rel) {
    return rel instanceof LogicalJoin join && join.getJoinType() == JoinRelType.INNER
        ? withInputs(join, join.getInputs().stream().map(JoinOrder::withImprovedLeaves).toList())
        : improved(rel);
  }

  /** The inputs that equalities link, each after one that it is linked with. */
  private static List<List<Integer>> groups(JoinedInputs joined) {
    List<Integer> remaining = new ArrayList<>();
    for (int i = 0; i < joined.inputs().size(); i++) {
      remaining.add(i);
    }
    List<List<Integer>> groups = new ArrayList<>();
    while (!remaining.isEmpty()) {
      List<Integer> group = new ArrayList<>();
      for (int next = 0; next >= 0; next = linked(joined, group, remaining)) {
        group.add(remaining.remove(next));
      }
      groups.add(group);
    }
    return groups;
  }

  private static int linked(JoinedInputs joined, List<Integer> group, List<Integer> remaining) {
    ImmutableBitSet columns = joined.columns(group);
    for (int i = 0; i < remaining.size(); i++) {
      ImmutableBitSet others = joined.columns(List.of(remaining.get(i)));
      if (joined.conditions().stream().anyMatch(c -> JoinedInputs.links(c, columns, others))) {
        return i;
      }
    }
    return -1;
  }

  /** A join of some of the inputs, in this order. */
  private record Part(RelNode rel, List<Integer> inputs) {}

  private RelNode inOrder(List<List<Integer>> groups) {
    Part all =
        groups.stream()
            .map(group -> group.stream().map(this::part).reduce(this::join).orElseThrow())
            .reduce(this::join)
            .orElseThrow();
    int[] places = places(all.inputs());
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      columns.add(column(i, places));
    }
    return LogicalProject.create(
        all.rel(), List.of(), columns, written.getRowType().getFieldNames(), Set.of());
  }

  private Part part(int input) {
    return new Part(improved(joined.inputs().get(input)), List.of(input));
  }

  private Part join(Part left, Part right) {
    List<Integer> inputs = new ArrayList<>(left.inputs());
    inputs.addAll(right.inputs());
    ImmutableBitSet columns = joined.columns(inputs);
    List<RexNode> known =
        open.stream().filter(c -> columns.contains(RelOptUtil.InputFinder.bits(c))).toList();
    open.removeAll(known);
    int[] places = places(inputs);
    RexBuilder rexBuilder = written.getCluster().getRexBuilder();
    RexNode condition = RexUtil.composeConjunction(rexBuilder, known);
    return new Part(
        LogicalJoin.create(
            left.rel(),
            right.rel(),
            List.of(),
            RexColumns.replace(condition, column -> column(column, places)),
            Set.of(),
            JoinRelType.INNER),
        inputs);
  }

  private RexNode column(int column, int[] places) {
    return new RexInputRef(
        places[column], written.getRowType().getFieldList().get(column).getType());
  }

  /** Where a column of the written order is when these inputs are joined in this order. */
  private int[] places(List<Integer> inputs) {
    int[] places = new int[joined.columnCount()];
    int place = 0;
    for (int input : inputs) {
      for (int column : joined.columns(List.of(input))) {
        places[column] = place++;
      }
    }
    return places;
  }
}
