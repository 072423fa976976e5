package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;

/** Arguments of aggregate functions that must be constants: these are part of the function. */
final class AggregateParameters {
  private static final String DEFAULT_SEPARATOR = ",";
  private static final double MEDIAN = 0.5;
  private static final int ACCURACY = 256;
  private static final int APPROX_OPERANDS = 3; // value, fraction, accuracy; behind them TRUE

  private final IntFunction<RexNode> arguments;
  private final PhysicalPlanner planner;

  /**
   * @param arguments the expression that is an argument; {@code null} if there is none
   */
  AggregateParameters(IntFunction<RexNode> arguments, PhysicalPlanner planner) {
    this.arguments = arguments;
    this.planner = planner;
  }

  /**
   * The expressions of a calculation, and what all rows of VALUES have in common; {@code null} for
   * any other column.
   */
  static IntFunction<RexNode> expressions(RelNode input) {
    if (input instanceof Values values) {
      return column -> common(values, column);
    }
    return column ->
        input instanceof Calc calc
            ? calc.getProgram().expandLocalRef(calc.getProgram().getProjectList().get(column))
            : null;
  }

  private static RexNode common(Values values, int column) {
    List<RexLiteral> literals =
        values.tuples.stream().map(row -> row.get(column)).distinct().toList();
    return literals.size() == 1 ? literals.get(0) : null;
  }

  /** How many of the last arguments are parameters. */
  static int count(AggregateCall call) {
    return switch (call.getAggregation().getName()) {
      case "LISTAGG",
          "PERCENTILE_CONT",
          "PERCENTILE_DISC",
          "PERCENTILE",
          "QUANTILE_CONT",
          "QUANTILE_DISC",
          "APPROX_PERCENTILE",
          "APPROX_QUANTILE",
          "MODE",
          "FIRST_VALUE",
          "LAST_VALUE" ->
          call.getArgList().size() - 1;
      default -> 0;
    };
  }

  /**
   * The parameters of the engine's function.
   *
   * @param name of that function
   */
  List<Object> of(AggregateCall call, String name) {
    return switch (name) {
      case "LISTAGG" -> List.of(count(call) == 0 ? DEFAULT_SEPARATOR : separator(call));
      case "PERCENTILE_CONT", "PERCENTILE_DISC" -> fractions(call, count(call) == 2);
      case "APPROX_PERCENTILE" -> approximate(call);
      case "FIRST_VALUE", "LAST_VALUE", "MODE" -> count(call) == 0 ? List.of() : List.of(true);
      case "ARRAY_AGG" -> List.of(!call.ignoreNulls());
      case "JSON_ARRAYAGG" -> List.of(writesNulls(call), isJson(argument(call, 0)));
      case "JSON_OBJECTAGG" -> List.of(writesNulls(call), isJson(argument(call, 1)));
      default -> List.of();
    };
  }

  private static boolean writesNulls(AggregateCall call) {
    SqlJsonConstructorNullClause clause =
        call.getAggregation() instanceof SqlJsonObjectAggAggFunction object
            ? object.getNullClause()
            : ((SqlJsonArrayAggAggFunction) call.getAggregation()).getNullClause();
    return clause == SqlJsonConstructorNullClause.NULL_ON_NULL;
  }

  /** Whether a value is made by a function whose text is JSON, which is not quoted again. */
  private static boolean isJson(RexNode value) {
    return value instanceof RexCall call
        && (call.getOperator().getName().startsWith("JSON_OBJECT")
            || call.getOperator().getName().startsWith("JSON_ARRAY")
            || call.getOperator().getName().equals("JSON"));
  }

  private Object separator(AggregateCall call) {
    Object value = constant(argument(call, 1), call, "the separator");
    if (value instanceof String) {
      return value;
    }
    throw refuse(call, "the separator of " + name(call) + " must be a string")
        .fix("write it as a literal such as ', '");
  }

  /** Whether from the greatest value on, then the fractions. */
  private List<Object> fractions(AggregateCall call, boolean descending) {
    if (count(call) == 0) {
      return List.of(false, MEDIAN);
    }
    List<Object> result = new ArrayList<>();
    result.add(descending);
    RexNode fractions = argument(call, 1);
    if (fractions instanceof RexCall array
        && array.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR
        && !array.getOperands().isEmpty()) {
      array.getOperands().forEach(fraction -> result.add(fraction(fraction, call)));
    } else {
      result.add(fraction(fractions, call));
    }
    return result;
  }

  /**
   * As {@link #fractions}, then the accuracy: one over the part of all rows by which the place of
   * the result may be off. It can be given as either.
   */
  private List<Object> approximate(AggregateCall call) {
    boolean descending = call.getArgList().size() > APPROX_OPERANDS;
    List<Object> result = new ArrayList<>(fractions(call, descending));
    result.add(count(call) < 2 ? ACCURACY : accuracy(call));
    return result;
  }

  private Integer accuracy(AggregateCall call) {
    Object value = constant(argument(call, 2), call, "the accuracy");
    double given = value instanceof Number number ? number.doubleValue() : Double.NaN;
    double accuracy = given < 1 ? 1 / given : given;
    if (given > 0 && accuracy <= Integer.MAX_VALUE) {
      return (int) Math.ceil(accuracy);
    }
    throw refuse(call, "the accuracy of " + name(call) + " must be above 0, not " + value)
        .fix("write 0.01 or 100 for a result that is off by up to a hundredth of the rows");
  }

  private Double fraction(RexNode node, AggregateCall call) {
    Object value = constant(node, call, "the fraction");
    double fraction = value instanceof Number number ? number.doubleValue() : Double.NaN;
    if (fraction >= 0 && fraction <= 1) {
      return fraction;
    }
    throw refuse(call, "the fraction of " + name(call) + " must be from 0 to 1, not " + value)
        .fix("write 0.95 for the 95th percentile");
  }

  private Object constant(RexNode node, AggregateCall call, String what) {
    if (node != null && planner.expressions().translate(node) instanceof Expr.Literal literal) {
      return literal.value();
    }
    throw refuse(call, what + " of " + name(call) + " must be a constant")
        .why("it is the same for all rows of all groups")
        .fix("write a literal here");
  }

  private RexNode argument(AggregateCall call, int index) {
    return arguments.apply(call.getArgList().get(index));
  }

  private static String name(AggregateCall call) {
    return call.getAggregation().getName();
  }

  private SqlError refuse(AggregateCall call, String what) {
    return planner.query().positions().errorAtFunction(name(call), ErrorCode.WRONG_ARGUMENTS, what);
  }
}
