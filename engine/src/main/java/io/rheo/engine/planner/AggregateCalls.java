package io.rheo.engine.planner;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.validate.PlanPositions;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Aggregate functions of a query as those of the engine. */
final class AggregateCalls {
  private final PlanPositions positions;

  AggregateCalls(PlanPositions positions) {
    this.positions = positions;
  }

  /**
   * The call over the columns of an operator.
   *
   * @param columns where the operator finds a column of the relational input
   * @param type the type of a column of the operator's input
   */
  AggregateCall translate(
      org.apache.calcite.rel.core.AggregateCall call,
      IntUnaryOperator columns,
      java.util.function.IntFunction<DataType> type) {
    AggregateFunction function = function(call);
    if (call.getArgList().size() > 1) {
      throw refuse(call, call.getAggregation().getName() + " of several columns is not supported")
          .fix("use one argument, such as a CASE that is NULL where one of them is");
    }
    int argument =
        call.getArgList().isEmpty()
            ? AggregateCall.NONE
            : columns.applyAsInt(call.getArgList().get(0));
    if (argument != AggregateCall.NONE) {
      checkArgument(call, function, type.apply(argument));
    }
    int filter = call.hasFilter() ? columns.applyAsInt(call.filterArg) : AggregateCall.NONE;
    List<Integer> arguments = argument == AggregateCall.NONE ? List.of() : List.of(argument);
    return new AggregateCall(
        function,
        arguments,
        arguments.stream().map(type::apply).toList(),
        filter,
        isDistinct(call, function),
        List.of(),
        DataTypes.of(call.getType()));
  }

  private void checkArgument(
      org.apache.calcite.rel.core.AggregateCall call, AggregateFunction function, DataType type) {
    boolean fits =
        switch (function.name()) {
          case "SUM", "AVG" ->
              switch (type.name()) {
                case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, FLOAT, DOUBLE -> true;
                default -> false;
              };
          case "MIN", "MAX" -> type.storage() != Storage.OBJECT;
          default -> true;
        };
    if (!fits) {
      throw refuse(call, function + " of " + type.withNullable(true) + " is not supported")
          .fix("aggregate a number, or a part of the value");
    }
  }

  /** The smallest of the distinct values is the smallest of all. */
  private static boolean isDistinct(
      org.apache.calcite.rel.core.AggregateCall call, AggregateFunction function) {
    return call.isDistinct()
        && !function.equals(AggregateFunction.MIN)
        && !function.equals(AggregateFunction.MAX);
  }

  private AggregateFunction function(org.apache.calcite.rel.core.AggregateCall call) {
    return switch (call.getAggregation().getKind()) {
      case COUNT -> AggregateFunction.COUNT;
      case SUM -> AggregateFunction.SUM;
      case AVG -> AggregateFunction.AVG;
      case MIN -> AggregateFunction.MIN;
      case MAX -> AggregateFunction.MAX;
      default ->
          throw refuse(
                  call, "the aggregate " + call.getAggregation().getName() + " is not supported")
              .why("this version does not run it yet")
              .fix("use COUNT, SUM, AVG, MIN or MAX");
    };
  }

  private SqlError refuse(org.apache.calcite.rel.core.AggregateCall call, String what) {
    return positions.errorAtFunction(call.getAggregation().getName(), ErrorCode.NOT_YET, what);
  }
}
