package io.rheo.engine.planner.expression;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.function.FunctionClassException;
import io.rheo.engine.function.UserClass;
import io.rheo.engine.function.UserMethod;
import io.rheo.engine.type.DataType;
import io.rheo.sql.validate.UserFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Calls of users' functions: the method that was meant, and the arguments as it takes them. */
public record UserCalls(UserClass function, UserMethod method, List<Expr> arguments) {
  /** What a call of an operator that is a user's function calls. */
  static UserCalls of(ExpressionTranslator t, RexCall call) {
    UserFunction operator = (UserFunction) call.getOperator();
    UserClass function = (UserClass) operator.definition().code();
    List<RelDataType> given = call.getOperands().stream().map(RexNode::getType).toList();
    int index = operator.signature(given);
    UserMethod method = function.methods().get(index);
    List<RelDataType> wanted = operator.parameterTypes(index, given.size());
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      Expr argument = t.operand(call, i);
      if (wanted.get(i).getSqlTypeName() != SqlTypeName.ANY) {
        argument = t.coercion().to(DataTypes.of(wanted.get(i)), argument);
      }
      checkHolds(method, i, argument.type());
      arguments.add(argument);
    }
    return new UserCalls(function, method, arguments);
  }

  private static void checkHolds(UserMethod method, int argument, DataType type) {
    try {
      method.parameter(argument).converter(type);
    } catch (FunctionClassException e) {
      throw new NotSupportedException(method.method() + ": " + e.getMessage(), e);
    }
  }

  static Expr translate(ExpressionTranslator t, RexCall call) {
    UserCalls user = of(t, call);
    DataType type = DataTypes.of(call.getType());
    try {
      user.method().result().converter(type);
    } catch (FunctionClassException e) {
      throw new NotSupportedException(user.method().method() + ": " + e.getMessage(), e);
    }
    return new Expr.UserCall(
        call.getOperator().getName(), user.function(), user.method(), user.arguments(), type);
  }
}
