package io.rheo.sql.logical;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A plan that names an outer row, as one that does not with what it says of the outer row above it.
 *
 * @param rel names no outer row
 * @param outputs the columns of the plan, over the columns of {@code rel} and the outer row
 * @param conditions the rows of {@code rel} that the plan has for an outer row
 * @param ifEmpty the plan's columns if it has a row also where {@code rel} has none
 */
record PulledUp(
    RelNode rel, List<RexNode> outputs, List<RexNode> conditions, Optional<List<RexNode>> ifEmpty) {

  /**
   * Rows of one outer row are those with one value.
   *
   * @param operator {@code =} or {@code IS NOT DISTINCT FROM}
   * @param inner over the columns of the plan
   * @param outer over the outer row
   */
  record Equality(SqlOperator operator, RexNode inner, RexNode outer) {
    RexNode over(RexBuilder rexBuilder, RexNode newInner) {
      return rexBuilder.makeCall(operator, newInner, outer);
    }
  }

  PulledUp {
    outputs = List.copyOf(outputs);
    conditions = List.copyOf(conditions);
    ifEmpty = ifEmpty.map(List::copyOf);
  }

  static PulledUp of(RelNode rel, List<RexNode> conditions) {
    return new PulledUp(rel, identity(rel), conditions, Optional.empty());
  }

  static List<RexNode> identity(RelNode rel) {
    return new ArrayList<>(rel.getCluster().getRexBuilder().identityProjects(rel.getRowType()));
  }

  /** Conditions on the outer row alone. */
  List<RexNode> onOuterAlone() {
    return conditions.stream().filter(condition -> !namesColumns(condition)).toList();
  }

  /**
   * The conditions that name columns; empty if one of them is no equality, or a column depends on
   * the outer row: then the rows of one outer row are no part of a partition by keys.
   */
  Optional<List<Equality>> keys(OuterRow outer) {
    List<Equality> keys = new ArrayList<>();
    for (RexNode condition : conditions) {
      if (!namesColumns(condition)) {
        continue;
      }
      Optional<Equality> key = equality(condition, outer);
      if (key.isEmpty()) {
        return Optional.empty();
      }
      keys.add(key.get());
    }
    return outer.isNamedIn(outputs) ? Optional.empty() : Optional.of(keys);
  }

  private static Optional<Equality> equality(RexNode condition, OuterRow outer) {
    if (!(condition instanceof RexCall call)
        || !(call.isA(SqlKind.EQUALS) || call.isA(SqlKind.IS_NOT_DISTINCT_FROM))) {
      return Optional.empty();
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (!outer.isNamedIn(left) && !namesColumns(right)) {
      return Optional.of(new Equality(call.getOperator(), left, right));
    }
    return !outer.isNamedIn(right) && !namesColumns(left)
        ? Optional.of(new Equality(call.getOperator(), right, left))
        : Optional.empty();
  }

  private static boolean namesColumns(RexNode node) {
    ImmutableBitSet columns = RelOptUtil.InputFinder.bits(node);
    return !columns.isEmpty();
  }
}
