package io.rheo.sql.logical;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Each row of the input with each row that a table function makes of it. Columns: those of the
 * input, those of the function; if {@link #isOuter}, then a BOOLEAN that is TRUE, or NULL (as are
 * the function's columns) for a row of the input with which no row of the function goes.
 *
 * <p>Takes the place of Calcite's Correlate, Uncollect and TableFunctionScan, which name the row by
 * a variable that rules do not see through.
 */
public final class LogicalFunctionJoin extends SingleRel {
  private static final String MATCHED = "$matched";

  private final RexCall call;
  private final RelDataType functionType;
  private final Optional<RexNode> condition;
  private final boolean outer;

  private LogicalFunctionJoin(
      RelNode input,
      RexCall call,
      RelDataType functionType,
      Optional<RexNode> condition,
      boolean outer) {
    super(input.getCluster(), input.getTraitSet(), input);
    this.call = call;
    this.functionType = functionType;
    this.condition = condition;
    this.outer = outer;
  }

  /** Rows of the input for which the function makes no row are left out. */
  static LogicalFunctionJoin inner(RelNode input, RexCall call, RelDataType functionType) {
    return new LogicalFunctionJoin(input, call, functionType, Optional.empty(), false);
  }

  /**
   * Every row of the input stays.
   *
   * @param condition over the columns of the input and the function: rows that go together
   */
  static LogicalFunctionJoin outer(
      RelNode input, RexCall call, RelDataType functionType, Optional<RexNode> condition) {
    return new LogicalFunctionJoin(input, call, functionType, condition, true);
  }

  /** The call over the columns of the input: {@code UNNEST(collection …)} or a table function. */
  public RexCall call() {
    return call;
  }

  /** The columns of the function. */
  public RelDataType functionType() {
    return functionType;
  }

  /** Only if {@link #isOuter}: which rows go together. */
  public Optional<RexNode> condition() {
    return condition;
  }

  public boolean isOuter() {
    return outer;
  }

  @Override
  protected RelDataType deriveRowType() {
    RelDataTypeFactory factory = getCluster().getTypeFactory();
    RelDataTypeFactory.Builder builder = factory.builder();
    List<RelDataTypeField> fields = new ArrayList<>(getInput().getRowType().getFieldList());
    builder.addAll(fields);
    for (RelDataTypeField field : functionType.getFieldList()) {
      builder.add(
          field.getName(),
          outer ? factory.createTypeWithNullability(field.getType(), true) : field.getType());
    }
    if (outer) {
      builder.add(MATCHED, factory.createSqlType(SqlTypeName.BOOLEAN)).nullable(true);
    }
    return builder.uniquify().build();
  }

  /** The same join over another input; the shuttle rewrites what it says of columns. */
  LogicalFunctionJoin over(RelNode input, RexShuttle shuttle) {
    return new LogicalFunctionJoin(
        input, (RexCall) shuttle.apply(call), functionType, condition.map(shuttle::apply), outer);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new LogicalFunctionJoin(inputs.get(0), call, functionType, condition, outer);
  }

  @Override
  public RelNode accept(RexShuttle shuttle) {
    RexNode newCall = shuttle.apply(call);
    Optional<RexNode> newCondition = condition.map(shuttle::apply);
    return newCall.equals(call) && newCondition.equals(condition)
        ? this
        : new LogicalFunctionJoin(getInput(), (RexCall) newCall, functionType, newCondition, outer);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    super.explainTerms(writer).item("call", call);
    condition.ifPresent(value -> writer.item("condition", value));
    return writer.itemIf("outer", true, outer).itemIf("columns", functionType, false);
  }
}
