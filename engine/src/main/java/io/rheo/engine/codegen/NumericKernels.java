package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions on numbers: ABS, rounding of integers and DOUBLE, and the elementary functions. */
final class NumericKernels {
  private static final Map<String, String> ELEMENTARY =
      Map.ofEntries(
          Map.entry("SQRT", "sqrt"),
          Map.entry("EXP", "exp"),
          Map.entry("SIN", "sin"),
          Map.entry("COS", "cos"),
          Map.entry("TAN", "tan"),
          Map.entry("ASIN", "asin"),
          Map.entry("ACOS", "acos"),
          Map.entry("ATAN", "atan"),
          Map.entry("ATAN2", "atan2"),
          Map.entry("POWER", "pow"),
          Map.entry("DEGREES", "toDegrees"),
          Map.entry("RADIANS", "toRadians"));

  private NumericKernels() {}

  static Map<String, Kernel> all() {
    Map<String, Kernel> kernels = new HashMap<>();
    kernels.put("ABS", Kernel.cheap(NumericKernels::abs));
    kernels.put("FLOOR", Kernel.cheap((c, a) -> rounded(c, a, "Math.floor(%s)")));
    kernels.put("CEIL", Kernel.cheap((c, a) -> rounded(c, a, "Math.ceil(%s)")));
    kernels.put("ROUND", Kernel.cheap((c, a) -> toDigits(c, a, "round")));
    kernels.put("TRUNCATE", Kernel.cheap((c, a) -> toDigits(c, a, "truncate")));
    kernels.put("ROUND DIGITS", Kernel.cheap((c, a) -> decimalToDigits(c, a, "HALF_UP")));
    kernels.put("TRUNCATE DIGITS", Kernel.cheap((c, a) -> decimalToDigits(c, a, "DOWN")));
    kernels.put("BITAND", infix(" & "));
    kernels.put("BITOR", infix(" | "));
    kernels.put("BITXOR", infix(" ^ "));
    kernels.put("BITNOT", Kernel.cheap((c, a) -> "(~" + a.get(0) + ")"));
    kernels.put("SHIFTLEFT", shift(" << "));
    kernels.put("SHIFTRIGHT", shift(" >> "));
    ELEMENTARY.forEach(
        (name, function) ->
            kernels.put(
                name,
                Kernel.cheap((c, a) -> "Math." + function + "(" + String.join(", ", a) + ")")));
    return kernels;
  }

  private static Kernel infix(String operator) {
    return Kernel.cheap((c, a) -> "(" + a.get(0) + operator + a.get(1) + ")");
  }

  /** As in Java; TINYINT and SMALLINT keep their low bits. */
  private static Kernel shift(String operator) {
    return Kernel.cheap(
        (c, a) -> {
          String shifted = "(" + a.get(0) + operator + a.get(1) + ")";
          return switch (c.type().name()) {
            case TINYINT -> "(int) (byte) " + shifted;
            case SMALLINT -> "(int) (short) " + shifted;
            default -> shifted;
          };
        });
  }

  private static String abs(Expr.Call call, List<String> args) {
    String a = args.get(0);
    return switch (call.type().name()) {
      case TINYINT -> "Numbers.toTinyint(Math.abs(" + a + "))";
      case SMALLINT -> "Numbers.toSmallint(Math.abs(" + a + "))";
      case INTEGER, BIGINT, INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH -> "Math.absExact(" + a + ")";
      case DECIMAL ->
          call.type().precision() <= DataType.LONG_DECIMAL_DIGITS
              ? "Math.abs(" + a + ")"
              : "(%s.signum() < 0 ? Int128.negate(%s) : %s)".formatted(a, a, a);
      default -> "Math.abs(" + a + ")";
    };
  }

  private static String decimalToDigits(Expr.Call call, List<String> args, String mode) {
    DataType from = call.operands().get(0).type();
    DataType to = call.type();
    String source =
        "Decimals.toDigits(Decimals.toBigDecimal(%s, %d), %s, java.math.RoundingMode.%s, %d, %d)"
            .formatted(args.get(0), from.scale(), args.get(1), mode, to.scale(), to.precision());
    return to.precision() <= DataType.LONG_DECIMAL_DIGITS ? source + ".toLong()" : source;
  }

  private static String rounded(Expr.Call call, List<String> args, String form) {
    return switch (call.type().name()) {
      case FLOAT, DOUBLE -> form.formatted(args.get(0));
      default -> args.get(0);
    };
  }

  private static String toDigits(Expr.Call call, List<String> args, String function) {
    if (call.type().name() == TypeName.DECIMAL) {
      return DecimalCode.of(args.get(0), call.operands().get(0).type())
          .truncatedTo(call.type().scale())
          .as(call.type());
    }
    String digits = args.size() > 1 ? args.get(1) : "0";
    String rounded = "Numbers." + function + "(" + args.get(0) + ", " + digits + ")";
    return switch (call.type().name()) {
      case TINYINT -> "Numbers.toTinyint(Math.toIntExact(" + rounded + "))";
      case SMALLINT -> "Numbers.toSmallint(Math.toIntExact(" + rounded + "))";
      case INTEGER -> "Math.toIntExact(" + rounded + ")";
      case FLOAT -> "(double) (float) " + rounded;
      default -> rounded;
    };
  }
}
