package io.rheo.sql.logical;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * What inner joins on inner joins join, side by side.
 *
 * @param inputs what is joined, in the order of FROM
 * @param starts the first column of each input among the columns of all of them
 * @param conditions what must be TRUE, over the columns of all inputs
 * @param products how many of the joins have no equality between their sides
 * @param pinned whether the joins must stay as they are written
 */
record JoinedInputs(
    List<RelNode> inputs,
    List<Integer> starts,
    List<RexNode> conditions,
    int products,
    boolean pinned) {
  static JoinedInputs of(LogicalJoin join) {
    Search search = new Search();
    search.visit(join);
    return new JoinedInputs(
        search.inputs,
        search.starts,
        search.conditions,
        search.products,
        search.hinted || !search.conditions.stream().allMatch(RexUtil::isDeterministic));
  }

  int columnCount() {
    int last = inputs.size() - 1;
    return starts.get(last) + inputs.get(last).getRowType().getFieldCount();
  }

  ImmutableBitSet columns(List<Integer> some) {
    ImmutableBitSet.Builder columns = ImmutableBitSet.builder();
    for (int input : some) {
      int start = starts.get(input);
      columns.set(start, start + inputs.get(input).getRowType().getFieldCount());
    }
    return columns.build();
  }

  /** Whether a condition compares an expression over some columns to one over others. */
  static boolean links(RexNode condition, ImmutableBitSet some, ImmutableBitSet others) {
    if (!(condition instanceof RexCall call)
        || !(call.getKind() == SqlKind.EQUALS || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM)) {
      return false;
    }
    RexNode first = call.getOperands().get(0);
    RexNode second = call.getOperands().get(1);
    return (isOf(first, some) && isOf(second, others))
        || (isOf(first, others) && isOf(second, some));
  }

  private static boolean isOf(RexNode expression, ImmutableBitSet columns) {
    ImmutableBitSet read = RelOptUtil.InputFinder.bits(expression);
    return !read.isEmpty() && columns.contains(read);
  }

  private static final class Search {
    private final List<RelNode> inputs = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final List<RexNode> conditions = new ArrayList<>();
    private int width;
    private int products;
    private boolean hinted;

    private void visit(RelNode rel) {
      if (!(rel instanceof LogicalJoin join) || join.getJoinType() != JoinRelType.INNER) {
        inputs.add(rel);
        starts.add(width);
        width += rel.getRowType().getFieldCount();
        return;
      }
      int start = width;
      visit(join.getLeft());
      int middle = width;
      visit(join.getRight());
      hinted |= join.getHints().stream().anyMatch(hint -> !hint.kvOptions.isEmpty());
      ImmutableBitSet left = ImmutableBitSet.range(start, middle);
      ImmutableBitSet right = ImmutableBitSet.range(middle, width);
      boolean linked = false;
      for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
        RexNode condition = RexUtil.shift(conjunct, start);
        linked |= links(condition, left, right);
        conditions.add(condition);
      }
      products += linked ? 0 : 1;
    }
  }
}
