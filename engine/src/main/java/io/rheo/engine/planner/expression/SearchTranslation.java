package io.rheo.engine.planner.expression;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.Storage;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.util.Sarg;

/** SEARCH, which is what Calcite makes of IN lists and BETWEEN. */
final class SearchTranslation {
  private SearchTranslation() {}

  static Expr translate(ExpressionTranslator t, RexCall call) {
    Sarg<?> sarg = ((RexLiteral) call.getOperands().get(1)).getValueAs(Sarg.class);
    Expr operand = t.operand(call, 0);
    boolean negated = sarg.isComplementedPoints();
    if ((!negated && !sarg.isPoints()) || sarg.rangeSet.asRanges().size() < 2) {
      return t.translate(LogicTranslations.expanded(t, call));
    }
    List<Expr> points = points(t, call, negated ? sarg.negate() : sarg, operand);
    if (points == null) {
      return t.translate(LogicTranslations.expanded(t, call));
    }
    List<Expr> operands = new ArrayList<>(List.of(operand));
    operands.addAll(points);
    Expr in = new Expr.Call("IN", operands, Types.BOOLEAN);
    Expr test = negated ? new Expr.Call("NOT", List.of(in), Types.BOOLEAN) : in;
    return withNullAs(sarg.nullAs, operand, test);
  }

  private static Expr withNullAs(RexUnknownAs nullAs, Expr operand, Expr test) {
    return switch (nullAs) {
      case UNKNOWN -> test;
      case TRUE -> junction("OR", "IS NULL", operand, test);
      case FALSE -> junction("AND", "IS NOT NULL", operand, test);
    };
  }

  private static Expr junction(String operator, String nullTest, Expr operand, Expr test) {
    Expr isNull = new Expr.Call(nullTest, List.of(operand), Types.BOOLEAN);
    return new Expr.Call(operator, List.of(isNull, test), Types.BOOLEAN);
  }

  /** The values as constants of the operand's type; {@code null} if one of them is none. */
  private static List<Expr> points(
      ExpressionTranslator t, RexCall call, Sarg<?> sarg, Expr operand) {
    RexBuilder rexBuilder = t.rexBuilder();
    RangeSet<?> ranges = sarg.rangeSet;
    List<Expr> points = new ArrayList<>();
    for (Range<?> range : ranges.asRanges()) {
      Expr point =
          t.translate(
              rexBuilder.makeLiteral(
                  range.lowerEndpoint(), call.getOperands().get(1).getType(), true, true));
      Expr coerced = t.coercion().to(operand.type(), point);
      if (!(coerced instanceof Expr.Literal) || !isExact(point, operand)) {
        return null;
      }
      points.add(coerced);
    }
    return points;
  }

  /** Whether making the constant one of the operand's type changes nothing about its value. */
  private static boolean isExact(Expr point, Expr operand) {
    Storage storage = operand.type().storage();
    boolean whole = storage == Storage.INT || storage == Storage.LONG;
    boolean sameKind =
        point.type().name() == operand.type().name()
            || (Coercion.isText(point.type()) && Coercion.isText(operand.type()))
            || (whole && Coercion.isExactNumber(operand.type()) && point.type().scale() == 0);
    return sameKind && point.type().scale() <= operand.type().scale();
  }
}
