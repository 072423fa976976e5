package io.rheo.sql.logical;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;

/**
 * The columns of {@code USING} and {@code NATURAL}, which Calcite makes {@code COALESCE(left,
 * right)}, become the column of the side that has no NULLs in place of missing rows. So a time
 * attribute stays one, and the bounds of a window stay those of a window.
 */
final class CoalescedKeys {
  private CoalescedKeys() {}

  /** Two columns of equal values; the first is NULL only if the second one is as well. */
  private record Pair(int kept, int other) {
    Pair shifted(int by) {
      return new Pair(kept + by, other + by);
    }
  }

  /** The same plan; sub-queries in expressions stay as they are. */
  static RelNode simplify(RelNode node) {
    List<RelNode> inputs = node.getInputs().stream().map(CoalescedKeys::simplify).toList();
    RelNode current =
        inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
    if (!(current instanceof Project) && !(current instanceof Filter)) {
      return current;
    }
    List<Pair> pairs = pairs(current.getInput(0));
    return pairs.isEmpty() ? current : current.accept(choosing(pairs));
  }

  private static List<Pair> pairs(RelNode rel) {
    if (rel instanceof Filter filter) {
      return pairs(filter.getInput());
    } else if (!(rel instanceof Join join) || !join.getJoinType().projectsRight()) {
      return List.of();
    } else {
      return pairs(join);
    }
  }

  private static List<Pair> pairs(Join join) {
    int leftColumns = join.getLeft().getRowType().getFieldCount();
    List<Pair> pairs = new ArrayList<>(pairs(join.getLeft()));
    pairs(join.getRight()).forEach(pair -> pairs.add(pair.shifted(leftColumns)));
    JoinRelType kind = join.getJoinType();
    for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
      if (condition.getKind() == SqlKind.EQUALS
          && ((RexCall) condition).getOperands().get(0) instanceof RexInputRef first
          && ((RexCall) condition).getOperands().get(1) instanceof RexInputRef second
          && first.getIndex() < leftColumns != second.getIndex() < leftColumns) {
        int left = Math.min(first.getIndex(), second.getIndex());
        int right = Math.max(first.getIndex(), second.getIndex());
        if (!kind.generatesNullsOnLeft()) {
          pairs.add(new Pair(left, right));
        }
        if (!kind.generatesNullsOnRight()) {
          pairs.add(new Pair(right, left));
        }
      }
    }
    return pairs;
  }

  private static RexShuttle choosing(List<Pair> pairs) {
    return new RexShuttle() {
      @Override
      public RexNode visitCall(RexCall call) {
        RexNode visited = super.visitCall(call);
        if (visited instanceof RexCall coalesce
            && coalesce.getKind() == SqlKind.COALESCE
            && coalesce.getOperands().size() == 2
            && coalesce.getOperands().get(0) instanceof RexInputRef first
            && coalesce.getOperands().get(1) instanceof RexInputRef second) {
          if (isKept(first, second, coalesce)) {
            return first;
          } else if (isKept(second, first, coalesce)) {
            return second;
          }
        }
        return visited;
      }

      private boolean isKept(RexInputRef kept, RexInputRef other, RexCall coalesce) {
        return kept.getType().equals(coalesce.getType())
            && pairs.contains(new Pair(kept.getIndex(), other.getIndex()));
      }
    };
  }
}
