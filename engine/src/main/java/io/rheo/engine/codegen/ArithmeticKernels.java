package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.List;

/**
 * {@code + - * / %} and negation of numbers and of date-times. Integer overflow, division of
 * integers and decimals by zero, and a DECIMAL of too many digits are errors of the row; DOUBLE is
 * IEEE 754.
 */
final class ArithmeticKernels {
  private static final DataType DOUBLE = DataType.of(TypeName.DOUBLE);

  private static final Kernel FLOATING = Kernel.cheap(ArithmeticKernels::floating);

  private ArithmeticKernels() {}

  static Kernel binary(Expr.Call call) {
    TypeName type = call.type().name();
    if (isTemporal(type) || isTemporal(call.operands().get(0).type().name())) {
      return TemporalKernels.arithmetic(call);
    }
    return switch (type) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> integer(call);
      case DECIMAL -> decimal(call);
      case FLOAT, DOUBLE -> FLOATING;
      default -> throw new IllegalArgumentException(call + " of type " + call.type());
    };
  }

  private static boolean isTemporal(TypeName type) {
    return switch (type) {
      case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH -> true;
      default -> false;
    };
  }

  static Kernel negate(Expr.Call call) {
    return switch (call.type().name()) {
      case TINYINT, SMALLINT, INTEGER ->
          Kernel.cheap(
              (c, args) -> narrowed("Math.negateExact(" + args.get(0) + ")", c.type().name()));
      case FLOAT, DOUBLE -> Kernel.cheap((c, args) -> "-" + args.get(0));
      case DECIMAL ->
          call.type().precision() <= DataType.LONG_DECIMAL_DIGITS
              ? Kernel.cheap((c, args) -> "-" + args.get(0))
              : Kernel.cheap((c, args) -> "Int128.negate(" + args.get(0) + ")");
      default -> Kernel.cheap((c, args) -> "Math.negateExact(" + args.get(0) + ")");
    };
  }

  private static Kernel integer(Expr.Call call) {
    boolean wide =
        call.type().name() == TypeName.BIGINT
            || call.operands().stream().anyMatch(e -> e.type().name() == TypeName.BIGINT);
    Kernel.Source source =
        (c, args) -> {
          String a = asInteger(args.get(0), c.operands().get(0).type(), wide);
          String b = asInteger(args.get(1), c.operands().get(1).type(), wide);
          String result = integerSource(c, a, b);
          return wide && c.type().name() != TypeName.BIGINT
              ? narrowed("Math.toIntExact(" + result + ")", c.type().name())
              : narrowed(result, c.type().name());
        };
    boolean divides = call.operator().equals("/") || call.operator().equals("%");
    return divides && !isSafeDivisor(call.operands().get(1))
        ? Kernel.guarded(source)
        : Kernel.cheap(source);
  }

  private static String integerSource(Expr.Call call, String a, String b) {
    boolean safeDivisor = isSafeDivisor(call.operands().get(1));
    return switch (call.operator()) {
      case "+" -> "Math.addExact(" + a + ", " + b + ")";
      case "-" -> "Math.subtractExact(" + a + ", " + b + ")";
      case "*" -> "Math.multiplyExact(" + a + ", " + b + ")";
      case "/" -> safeDivisor ? a + " / " + b : "Numbers.divide(" + a + ", " + b + ")";
      case "%" -> "(" + a + " % " + b + ")";
      default -> throw new IllegalArgumentException(call.operator());
    };
  }

  /** A literal that is neither 0 nor -1: dividing by it never fails. */
  private static boolean isSafeDivisor(Expr divisor) {
    return divisor instanceof Expr.Literal literal
        && literal.value() instanceof Number number
        && number.longValue() != 0
        && number.longValue() != -1;
  }

  private static String asInteger(String code, DataType type, boolean wide) {
    return wide && type.name() != TypeName.BIGINT ? "(long) " + code : code;
  }

  private static String narrowed(String code, TypeName type) {
    return switch (type) {
      case TINYINT -> "Numbers.toTinyint(" + code + ")";
      case SMALLINT -> "Numbers.toSmallint(" + code + ")";
      default -> code;
    };
  }

  private static String floating(Expr.Call call, List<String> args) {
    String a = Casts.source(args.get(0), call.operands().get(0).type(), DOUBLE);
    String b = Casts.source(args.get(1), call.operands().get(1).type(), DOUBLE);
    String result = a + " " + call.operator() + " " + b;
    // One rounding is enough: a double has room for what two floats make of each other.
    return call.type().name() == TypeName.FLOAT ? "(double) (float) (" + result + ")" : result;
  }

  private static Kernel decimal(Expr.Call call) {
    return switch (call.operator()) {
      case "+", "-" -> Kernel.cheap(ArithmeticKernels::decimalSum);
      case "*" -> Kernel.cheap(ArithmeticKernels::decimalProduct);
      case "/" -> Kernel.guarded(ArithmeticKernels::decimalQuotient);
      case "%" -> Kernel.guarded(ArithmeticKernels::decimalRemainder);
      default -> throw new IllegalArgumentException(call.operator());
    };
  }

  private static DecimalCode operand(Expr.Call call, List<String> args, int index) {
    return DecimalCode.of(args.get(index), call.operands().get(index).type());
  }

  private static String decimalSum(Expr.Call call, List<String> args) {
    DecimalCode a = operand(call, args, 0);
    DecimalCode b = operand(call, args, 1);
    int scale = Math.max(a.scale(), b.scale());
    a = a.scaledUp(scale);
    b = b.scaledUp(scale);
    int digits = Math.max(a.digits(), b.digits()) + 1;
    if (!a.wide() && !b.wide() && digits <= DataType.LONG_DECIMAL_DIGITS + 1) {
      String sum = "(" + a.code() + " " + call.operator() + " " + b.code() + ")";
      return new DecimalCode(sum, false, digits, scale).as(call.type());
    }
    String function = call.operator().equals("+") ? "add" : "subtract";
    String sum = "Int128." + function + "(" + a.widened().code() + ", " + b.widened().code() + ")";
    return new DecimalCode(sum, true, digits, scale).as(call.type());
  }

  private static String decimalProduct(Expr.Call call, List<String> args) {
    DecimalCode a = operand(call, args, 0);
    DecimalCode b = operand(call, args, 1);
    int digits = a.digits() + b.digits();
    int scale = a.scale() + b.scale();
    if (!a.wide() && !b.wide()) {
      boolean fits = digits <= DataType.LONG_DECIMAL_DIGITS;
      String product =
          fits
              ? "(" + a.code() + " * " + b.code() + ")"
              : "Int128.multiply(" + a.code() + ", " + b.code() + ")";
      return new DecimalCode(product, !fits, digits, scale).as(call.type());
    }
    String operands = a.widened().code() + ", " + b.widened().code();
    int fewer = scale - call.type().scale();
    if (fewer > 0) {
      String product = "Decimals.multiplyDown(" + operands + ", " + fewer + ")";
      return new DecimalCode(product, true, digits - fewer + 1, call.type().scale())
          .as(call.type());
    }
    return new DecimalCode("Int128.multiply(" + operands + ")", true, digits, scale)
        .as(call.type());
  }

  private static String decimalQuotient(Expr.Call call, List<String> args) {
    DecimalCode a = operand(call, args, 0).widened();
    DecimalCode b = operand(call, args, 1).widened();
    int shift = call.type().scale() - a.scale() + b.scale();
    String quotient = "Decimals.divide(%s, %s, %d)".formatted(a.code(), b.code(), shift);
    return new DecimalCode(quotient, true, 39, call.type().scale()).as(call.type());
  }

  private static String decimalRemainder(Expr.Call call, List<String> args) {
    DecimalCode a = operand(call, args, 0);
    DecimalCode b = operand(call, args, 1);
    int scale = Math.max(a.scale(), b.scale());
    a = a.scaledUp(scale);
    b = b.scaledUp(scale);
    int digits = Math.min(a.digits(), b.digits());
    if (!a.wide() && !b.wide()) {
      String remainder = "(" + a.code() + " % " + b.code() + ")";
      return new DecimalCode(remainder, false, digits, scale).as(call.type());
    }
    String remainder = "Int128.remainder(" + a.widened().code() + ", " + b.widened().code() + ")";
    return new DecimalCode(remainder, true, digits, scale).as(call.type());
  }
}
