package io.rheo.engine.planner;

import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.function.FunctionClassException;
import io.rheo.engine.function.UserAggregate;
import io.rheo.engine.function.UserClass;
import io.rheo.engine.function.UserMethod;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.DataType;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.validate.UserFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Calls of users' aggregate functions. */
final class UserAggregateCalls {
  private UserAggregateCalls() {}

  static boolean isUser(AggregateCall call) {
    return call.getAggregation() instanceof UserFunction;
  }

  /**
   * The engine's function.
   *
   * @param arguments the types in SQL
   * @param given the same types in the engine
   */
  static AggregateFunction of(
      AggregateCall call,
      List<RelDataType> arguments,
      List<DataType> given,
      PhysicalPlanner planner) {
    UserFunction operator = (UserFunction) call.getAggregation();
    UserClass function = (UserClass) operator.definition().code();
    int index = operator.signature(arguments);
    UserMethod method = function.methods().get(index);
    List<RelDataType> parameters = operator.parameterTypes(index, given.size());
    List<DataType> wanted = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      boolean any = parameters.get(i).getSqlTypeName() == SqlTypeName.ANY;
      wanted.add(any || isNested(given.get(i)) ? given.get(i) : DataTypes.of(parameters.get(i)));
    }
    DataType result = DataTypes.of(call.getType());
    try {
      for (int i = 0; i < wanted.size(); i++) {
        method.parameter(i).converter(wanted.get(i));
      }
      method.result().converter(result);
    } catch (FunctionClassException e) {
      throw error(call, ErrorCode.NOT_SUPPORTED, method.method() + ": " + e.getMessage(), planner)
          .fix(e.fix())
          .causedBy(e);
    }
    UserAggregate user =
        new UserAggregate(operator.definition().name(), function, method, given, wanted, result);
    return new AggregateFunction(operator.definition().name(), List.of(user));
  }

  private static boolean isNested(DataType type) {
    return !type.children().isEmpty();
  }

  /** Checks that functions can take rows away if those of the input may be taken back. */
  static void checkUpdating(
      List<io.rheo.engine.expr.AggregateCall> calls, PhysicalNode input, PhysicalPlanner planner) {
    if (input.traits().updating()) {
      checkRetracts(calls, "the rows that it aggregates may be updated or deleted", planner);
    }
  }

  /**
   * Checks that functions can take rows away, where that is needed.
   *
   * @param why rows are taken away
   */
  static void checkRetracts(
      List<io.rheo.engine.expr.AggregateCall> calls, String why, PhysicalPlanner planner) {
    for (io.rheo.engine.expr.AggregateCall call : calls) {
      if (!call.function().parameters().isEmpty()
          && call.function().parameters().get(0) instanceof UserAggregate user
          && !user.canRetract()) {
        throw planner
            .query()
            .positions()
            .errorAtFunction(
                user.name(),
                ErrorCode.NOT_SUPPORTED,
                "function " + user.name() + " cannot take rows back")
            .why(why)
            .fix("add a method retract, with the parameters of accumulate, to " + user.function());
      }
    }
  }

  private static SqlError error(
      AggregateCall call, ErrorCode code, String what, PhysicalPlanner planner) {
    return planner.query().positions().errorAtFunction(call.getAggregation().getName(), code, what);
  }
}
