package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
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
    ELEMENTARY.forEach(
        (name, function) ->
            kernels.put(
                name,
                Kernel.cheap((c, a) -> "Math." + function + "(" + String.join(", ", a) + ")")));
    return kernels;
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

  private static String rounded(Expr.Call call, List<String> args, String form) {
    return switch (call.type().name()) {
      case FLOAT, DOUBLE -> form.formatted(args.get(0));
      default -> args.get(0);
    };
  }

  private static String toDigits(Expr.Call call, List<String> args, String function) {
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
