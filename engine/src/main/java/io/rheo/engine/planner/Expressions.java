package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.planner.expression.ExpressionTranslator;
import io.rheo.engine.planner.expression.NotSupportedException;
import io.rheo.engine.planner.expression.UserCalls;
import io.rheo.sql.catalog.RheoTypes;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.logical.LogicalQuery;
import io.rheo.sql.validate.PlanPositions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexShuttle;

/** Expressions of one query as those of the engine, and an error with a place if there is none. */
final class Expressions {
  private final ExpressionTranslator translator;
  private final PlanPositions positions;

  private Expressions(ExpressionTranslator translator, PlanPositions positions) {
    this.translator = translator;
    this.positions = positions;
  }

  /**
   * The expressions of a query.
   *
   * @param parameters the values of the query's parameters, in {@code BoxedValues} form
   */
  static Expressions of(LogicalQuery query, List<Object> parameters, ZoneId zone) {
    List<Expr.Literal> values = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      values.add(new Expr.Literal(value, DataTypes.of(query.parameterTypes().get(i))));
    }
    return new Expressions(
        new ExpressionTranslator(new RexBuilder(RheoTypes.FACTORY), zone, values),
        query.positions());
  }

  Expr translate(RexNode node) {
    return supported(() -> translator.translate(node));
  }

  /** As {@link #translate}, for UNNEST: an array of its elements if it is a MULTISET. */
  Expr collection(RexNode node) {
    return supported(() -> translator.collection(node));
  }

  ExpressionTranslator.Program translate(RexProgram program) {
    return supported(() -> translator.translate(program));
  }

  /** What a call of a user's function calls. */
  UserCalls userCall(RexCall call) {
    return supported(() -> translator.userCall(call));
  }

  /** The value of a constant, in {@code BoxedValues} form. */
  Object constant(RexNode node) {
    if (translate(node) instanceof Expr.Literal literal) {
      return literal.value();
    }
    throw positions
        .error(PlanPositions.Clause.QUERY, ErrorCode.NOT_SUPPORTED, "'" + node + "' is no constant")
        .fix("write a literal here");
  }

  /** The expression with parameter <i>i</i> read from input column <i>i</i>. */
  static RexNode parametersAsColumns(RexNode node) {
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitDynamicParam(RexDynamicParam parameter) {
            return new RexInputRef(parameter.getIndex(), parameter.getType());
          }
        });
  }

  private <T> T supported(Supplier<T> translation) {
    try {
      return translation.get();
    } catch (NotSupportedException e) {
      throw error(e);
    }
  }

  private SqlError error(NotSupportedException e) {
    return positions
        .errorAtFunction(e.what(), ErrorCode.NOT_SUPPORTED, e.what() + " is not supported")
        .why("the engine cannot compute it")
        .fix("write it with other functions; docs/sql lists those that there are")
        .causedBy(e);
  }
}
