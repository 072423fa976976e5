package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The grouping sets of an aggregation. With more than one of them each row is handed on once for
 * every set, with the keys that are not in the set as NULL and the set's number, which is one more
 * key: it tells a NULL of the data from one of the set, and it is what {@code GROUPING} returns.
 */
final class GroupingSets {
  private static final DataType SET = DataType.of(TypeName.INTEGER).notNull();
  private static final DataType BOOLEAN = DataType.of(TypeName.BOOLEAN).notNull();

  private final Aggregate rel;
  private final List<ImmutableBitSet> sets;

  GroupingSets(Aggregate rel) {
    this.rel = rel;
    sets = rel.getGroupSets();
  }

  boolean isSimple() {
    return sets.size() == 1;
  }

  /** Whether a key is in every set. */
  boolean isInAll(int key) {
    return sets.stream().allMatch(set -> set.get(key));
  }

  /** The calls that aggregate rows, without those that ask for the set. */
  List<AggregateCall> aggregateCalls() {
    return rel.getAggCallList().stream().filter(call -> !asksForSet(call)).toList();
  }

  /** The names of their results. */
  List<String> aggregateNames() {
    List<String> names = rel.getRowType().getFieldNames();
    List<String> result = new ArrayList<>();
    for (int i = 0; i < rel.getAggCallList().size(); i++) {
      if (!asksForSet(rel.getAggCallList().get(i))) {
        result.add(names.get(rel.getGroupCount() + i));
      }
    }
    return result;
  }

  /** Whether an aggregate of the keys and {@link #aggregateCalls} has the columns asked for. */
  boolean isPlain() {
    return isSimple() && rel.getAggCallList().stream().noneMatch(GroupingSets::asksForSet);
  }

  private static boolean asksForSet(AggregateCall call) {
    return switch (call.getAggregation().getKind()) {
      case GROUPING, GROUPING_ID, GROUP_ID -> true;
      default -> false;
    };
  }

  /**
   * Rows by which sets can be grouped.
   *
   * @param keys where the keys are, in the order in which they were asked for
   * @param set where the set's number is, a further key; -1 if there is but one set
   */
  record Expanded(PhysicalNode node, List<Integer> keys, int set) {
    /** All columns to group by. */
    List<Integer> groupColumns() {
      List<Integer> columns = new ArrayList<>(keys);
      if (set >= 0) {
        columns.add(set);
      }
      return columns;
    }
  }

  /**
   * Puts the sets on top of a node.
   *
   * @param keys keys of the aggregation
   * @param column where the node has a key
   */
  Expanded expand(PhysicalNode input, List<Integer> keys, IntUnaryOperator column) {
    List<Integer> columns = keys.stream().map(column::applyAsInt).toList();
    if (isSimple()) {
      return new Expanded(input, columns, -1);
    }
    List<Integer> varying = new ArrayList<>();
    List<Field> fields = new ArrayList<>(input.rowType().fields());
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (isInAll(keys.get(i))) {
        places.add(columns.get(i));
      } else {
        Field field = input.rowType().fields().get(columns.get(i));
        places.add(fields.size());
        varying.add(columns.get(i));
        fields.add(new Field(field.name(), field.type().withNullable(true)));
      }
    }
    int set = fields.size();
    fields.add(new Field("$set", SET));
    List<List<Integer>> kept = new ArrayList<>();
    for (ImmutableBitSet each : sets) {
      kept.add(keys.stream().filter(each::get).map(column::applyAsInt).toList());
    }
    return new Expanded(
        new PhysicalNode.Expand(input, varying, kept, new RowType(fields), input.traits()),
        places,
        set);
  }

  /**
   * The results of all calls in order.
   *
   * @param set the column of the set's number in the aggregate; -1 if there is but one set
   * @param firstResult where the results of {@link #aggregateCalls} start
   */
  List<Expr> results(PhysicalNode aggregate, int set, int firstResult) {
    List<Expr> results = new ArrayList<>();
    int next = firstResult;
    for (AggregateCall call : rel.getAggCallList()) {
      results.add(
          asksForSet(call) ? setOf(call, aggregate, set) : CalcBuilder.ref(aggregate, next++));
    }
    return results;
  }

  /** {@code CASE $set WHEN 0 THEN … END}. */
  private Expr setOf(AggregateCall call, PhysicalNode aggregate, int set) {
    DataType type = DataTypes.of(call.getType());
    int last = sets.size() - 1;
    if (last == 0) {
      return new Expr.Literal(value(call, sets.get(0)), type);
    }
    List<Expr> operands = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      Expr number = new Expr.Literal(i, SET);
      operands.add(new Expr.Call("=", List.of(CalcBuilder.ref(aggregate, set), number), BOOLEAN));
      operands.add(new Expr.Literal(value(call, sets.get(i)), type));
    }
    operands.add(new Expr.Literal(value(call, sets.get(last)), type));
    return new Expr.Call("CASE", operands, type);
  }

  /** A bit for each argument, the last one lowest: 1 if the key is not in the set. */
  private static long value(AggregateCall call, ImmutableBitSet set) {
    long bits = 0;
    for (int key : call.getArgList()) {
      bits = bits << 1 | (set.get(key) ? 0 : 1);
    }
    return bits;
  }
}
