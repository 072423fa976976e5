package io.rheo.engine.expr;

import io.rheo.engine.type.DataType;

/**
 * An aggregate function over a column of the input.
 *
 * @param argument the input column; {@link #NONE} for {@code COUNT(*)}
 * @param argumentType the type of that column; {@code null} for {@code COUNT(*)}
 * @param filter a BOOLEAN input column: only rows where it is TRUE count; {@link #NONE} if all do
 * @param distinct whether equal arguments count once
 */
public record AggregateCall(
    AggregateFunction function,
    int argument,
    DataType argumentType,
    int filter,
    boolean distinct,
    DataType type) {
  public static final int NONE = -1;

  @Override
  public String toString() {
    String operand = argument == NONE ? "*" : (distinct ? "DISTINCT $" : "$") + argument;
    String text = function + "(" + operand + ")";
    return filter == NONE ? text : text + " FILTER (WHERE $" + filter + ")";
  }
}
