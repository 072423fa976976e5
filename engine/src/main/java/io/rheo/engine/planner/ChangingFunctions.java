package io.rheo.engine.planner;

import io.rheo.engine.expr.Determinism;
import io.rheo.engine.expr.Expr;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.validate.PlanPositions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.Util;

/**
 * Refuses random numbers and the clock over changes: when a row is taken back, they would give
 * another result than when it came, so what was emitted would never go away.
 */
final class ChangingFunctions {
  private ChangingFunctions() {}

  static void check(
      RexProgram program,
      Optional<Expr> condition,
      List<Expr> projections,
      PhysicalPlanner planner) {
    if (Stream.concat(condition.stream(), projections.stream()).noneMatch(Determinism::changes)) {
      return;
    }
    PlanPositions positions = planner.query().positions();
    String name =
        program.getExprList().stream().flatMap(ChangingFunctions::name).findFirst().orElse("NOW");
    String what = name + " gives another result each time, and the rows here may be taken back";
    SqlError error =
        positions.ofFunction(name).isPresent()
            ? positions.errorAtFunction(name, ErrorCode.NOT_DETERMINISTIC, what)
            : positions.errorAtName(name, ErrorCode.NOT_DETERMINISTIC, what);
    throw error
        .why("a row that is taken back would not be the row that was emitted")
        .fix(
            "compute it where rows are only added: in the table, or in a query below the aggregate");
  }

  private static Stream<String> name(RexNode node) {
    try {
      node.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCall(RexCall call) {
              if (!call.getOperator().isDeterministic() || call.getOperator().isDynamicFunction()) {
                throw new Util.FoundOne(call.getOperator().getName());
              }
              return super.visitCall(call);
            }
          });
      return Stream.empty();
    } catch (Util.FoundOne found) {
      return Stream.of((String) found.getNode());
    }
  }
}
