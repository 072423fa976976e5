package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What expressions mean, one row and one node at a time, with exact numbers: the reference. */
final class NaiveInterpreter {
  /** The row has no result. */
  static final class RowFailure extends RuntimeException {}

  private NaiveInterpreter() {}

  /** WHERE: stops at the first part that is not TRUE. */
  static boolean passes(Expr condition, List<Object> row) {
    if (condition instanceof Expr.Call call && call.operator().equals("AND")) {
      return call.operands().stream().allMatch(operand -> passes(operand, row));
    }
    return Boolean.TRUE.equals(evaluate(condition, row));
  }

  static Object evaluate(Expr expr, List<Object> row) {
    if (expr instanceof Expr.InputRef ref) {
      return row.get(ref.column());
    } else if (expr instanceof Expr.Literal literal) {
      return literal.value();
    }
    Expr.Call call = (Expr.Call) expr;
    return switch (call.operator()) {
      case "AND" -> junction(call, row, false);
      case "OR" -> junction(call, row, true);
      case "CASE" -> caseWhen(call, row);
      case "COALESCE" -> coalesce(call, row);
      case "IS NULL" -> evaluate(call.operands().get(0), row) == null;
      case "IS NOT NULL" -> evaluate(call.operands().get(0), row) != null;
      case "IS TRUE" -> Boolean.TRUE.equals(evaluate(call.operands().get(0), row));
      case "IS NOT TRUE" -> !Boolean.TRUE.equals(evaluate(call.operands().get(0), row));
      case "IS FALSE" -> Boolean.FALSE.equals(evaluate(call.operands().get(0), row));
      case "IS NOT FALSE" -> !Boolean.FALSE.equals(evaluate(call.operands().get(0), row));
      case "IS DISTINCT FROM" -> isDistinct(call, row);
      case "IS NOT DISTINCT FROM" -> !isDistinct(call, row);
      default -> strict(call, call.operands().stream().map(e -> evaluate(e, row)).toArray());
    };
  }

  private static Object junction(Expr.Call call, List<Object> row, boolean decisive) {
    boolean unknown = false;
    for (Expr operand : call.operands()) {
      Object value = evaluate(operand, row);
      if (Objects.equals(value, decisive)) {
        return decisive;
      }
      unknown |= value == null;
    }
    return unknown ? null : (Object) !decisive;
  }

  private static Object caseWhen(Expr.Call call, List<Object> row) {
    int last = call.operands().size() - 1;
    for (int i = 0; i < last; i += 2) {
      if (Boolean.TRUE.equals(evaluate(call.operands().get(i), row))) {
        return evaluate(call.operands().get(i + 1), row);
      }
    }
    return evaluate(call.operands().get(last), row);
  }

  private static Object coalesce(Expr.Call call, List<Object> row) {
    for (Expr operand : call.operands()) {
      Object value = evaluate(operand, row);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static boolean isDistinct(Expr.Call call, List<Object> row) {
    Object a = evaluate(call.operands().get(0), row);
    Object b = evaluate(call.operands().get(1), row);
    return (a == null || b == null) ? a != b : !compare("=", a, b);
  }

  private static Object strict(Expr.Call call, Object[] values) {
    if (Arrays.stream(values).anyMatch(Objects::isNull)) {
      return null;
    }
    return switch (call.operator()) {
      case "NOT" -> !(Boolean) values[0];
      case "=", "<>", "<", "<=", ">", ">=" -> compare(call.operator(), values[0], values[1]);
      case "IN" -> Arrays.stream(values).skip(1).anyMatch(value -> compare("=", values[0], value));
      case "||" -> (String) values[0] + values[1];
      case "UPPER" -> ((String) values[0]).toUpperCase(Locale.ROOT);
      case "CHAR_LENGTH" -> (int) ((String) values[0]).codePoints().count();
      case "CAST" -> toType(values[0], call.type());
      default -> arithmetic(call, values);
    };
  }

  private static boolean compare(String operator, Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      return compareDoubles(operator, ((Number) a).doubleValue(), ((Number) b).doubleValue());
    }
    int order = order(a, b);
    return switch (operator) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static boolean compareDoubles(String operator, double a, double b) {
    return switch (operator) {
      case "=" -> a == b;
      case "<>" -> a != b;
      case "<" -> a < b;
      case "<=" -> a <= b;
      case ">" -> a > b;
      default -> a >= b;
    };
  }

  private static int order(Object a, Object b) {
    if (a instanceof String text) {
      return Arrays.compareUnsigned(
          text.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
    } else if (a instanceof Boolean truth) {
      return Boolean.compare(truth, (Boolean) b);
    }
    return exact(a).compareTo(exact(b));
  }

  private static BigDecimal exact(Object number) {
    return new BigDecimal(number.toString());
  }

  private static Object arithmetic(Expr.Call call, Object[] values) {
    if (call.type().name() == TypeName.DOUBLE) {
      double a = ((Number) values[0]).doubleValue();
      double b = values.length > 1 ? ((Number) values[1]).doubleValue() : 0;
      return switch (call.operator()) {
        case "+" -> a + b;
        case "-" -> a - b;
        case "*" -> a * b;
        case "/" -> a / b;
        case "NEGATE" -> -a;
        default -> Math.abs(a);
      };
    }
    BigDecimal a = exact(values[0]);
    BigDecimal b = values.length > 1 ? exact(values[1]) : null;
    boolean divides = call.operator().equals("/") || call.operator().equals("%");
    if (divides && b.signum() == 0) {
      throw new RowFailure();
    }
    return toType(
        switch (call.operator()) {
          case "+" -> a.add(b);
          case "-" -> a.subtract(b);
          case "*" -> a.multiply(b);
          case "/" ->
              call.type().name() == TypeName.DECIMAL
                  ? a.divide(b, call.type().scale(), RoundingMode.HALF_UP)
                  : a.divide(b, 0, RoundingMode.DOWN);
          case "%" -> a.remainder(b);
          case "NEGATE" -> a.negate();
          default -> a.abs();
        },
        call.type());
  }

  private static Object toType(Object value, DataType type) {
    return switch (type.name()) {
      case DOUBLE -> ((Number) value).doubleValue();
      case DECIMAL -> {
        BigDecimal scaled = exact(value).setScale(type.scale(), RoundingMode.HALF_UP);
        if (scaled.unscaledValue().abs().compareTo(BigInteger.TEN.pow(type.precision())) >= 0) {
          throw new RowFailure();
        }
        yield scaled;
      }
      default -> {
        if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
          throw new RowFailure();
        }
        BigInteger whole = exact(value).toBigInteger();
        if (whole.bitLength() > (type.name() == TypeName.BIGINT ? 63 : 31)) {
          throw new RowFailure();
        }
        yield type.name() == TypeName.BIGINT ? (Object) whole.longValue() : whole.intValue();
      }
    };
  }
}
