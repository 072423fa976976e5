package io.rheo.engine.planner.expression;

import io.rheo.engine.expr.Expr;
import org.apache.calcite.rex.RexCall;

/** Translates the calls of one operator. */
@FunctionalInterface
interface Translation {
  /** Returns {@code null} for a shape that it leaves to Calcite's implementation. */
  Expr apply(ExpressionTranslator translator, RexCall call);
}
