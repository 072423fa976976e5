package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.List;
import java.util.stream.Stream;

/**
 * Over rows that may be taken back a function is called again for the retraction; a function that
 * then gives something else would leave the old row where it is.
 */
final class RepeatedCalls {
  private RepeatedCalls() {}

  /** Refuses calls of users' functions that do not always give the same, over such an input. */
  static void check(PhysicalNode input, Stream<Expr> exprs, PhysicalPlanner planner) {
    if (input.traits().updating()) {
      exprs
          .flatMap(RepeatedCalls::userCalls)
          .filter(call -> !call.function().isDeterministic())
          .findFirst()
          .ifPresent(
              call -> {
                throw refusal(call.name(), planner);
              });
    }
  }

  /** The error for one such function. */
  static SqlError refusal(String function, PhysicalPlanner planner) {
    return planner
        .query()
        .positions()
        .errorAtFunction(
            function,
            ErrorCode.NOT_SUPPORTED,
            "function " + function + " cannot be called on rows that may be taken back")
        .why("it is not deterministic, so it would not give the row again that has to go")
        .fix("call it before the aggregation, join or changelog that takes rows back");
  }

  private static Stream<Expr.UserCall> userCalls(Expr expr) {
    List<Expr> operands = List.of();
    Stream<Expr.UserCall> own = Stream.of();
    if (expr instanceof Expr.Call call) {
      operands = call.operands();
    } else if (expr instanceof Expr.LibraryCall call) {
      operands = call.operands();
    } else if (expr instanceof Expr.UserCall call) {
      operands = call.operands();
      own = Stream.of(call);
    }
    return Stream.concat(own, operands.stream().flatMap(RepeatedCalls::userCalls));
  }
}
