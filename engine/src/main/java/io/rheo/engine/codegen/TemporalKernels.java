package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Arithmetic with dates, times and intervals; their parts; rounding them to a unit. */
final class TemporalKernels {
  /** Parts of a date, as functions of days since 1970. */
  private static final Map<String, String> DATE_PARTS =
      Map.ofEntries(
          Map.entry("YEAR", "year"),
          Map.entry("QUARTER", "quarter"),
          Map.entry("MONTH", "month"),
          Map.entry("DAY", "dayOfMonth"),
          Map.entry("DOY", "dayOfYear"),
          Map.entry("DOW", "dayOfWeek"),
          Map.entry("ISODOW", "isoDayOfWeek"),
          Map.entry("WEEK", "isoWeek"),
          Map.entry("ISOYEAR", "isoYear"),
          Map.entry("DECADE", "decade"),
          Map.entry("CENTURY", "century"),
          Map.entry("MILLENNIUM", "millennium"));

  /** Parts of a time: the unit's milliseconds, and how many there are before the next one. */
  private static final Map<String, long[]> TIME_PARTS =
      Map.of(
          "HOUR", new long[] {3_600_000, 24},
          "MINUTE", new long[] {60_000, 60},
          "SECOND", new long[] {1_000, 60});

  private static final Map<String, String> DATE_FLOORS =
      Map.of(
          "YEAR", "floorToYear",
          "QUARTER", "floorToQuarter",
          "MONTH", "floorToMonth",
          "WEEK", "floorToWeek",
          "ISOWEEK", "floorToIsoWeek",
          "DECADE", "floorToDecade",
          "CENTURY", "floorToCentury",
          "MILLENNIUM", "floorToMillennium");

  private static final Map<String, Long> TIME_FLOORS =
      Map.of(
          "DAY", 86_400_000L,
          "HOUR", 3_600_000L,
          "MINUTE", 60_000L,
          "SECOND", 1_000L,
          "MILLISECOND", 1L);

  private TemporalKernels() {}

  /** {@code EXTRACT YEAR} and so on, {@code FLOOR TO YEAR} and so on, {@code CEIL TO YEAR}. */
  static Map<String, Kernel> all() {
    Map<String, Kernel> kernels = new HashMap<>();
    DATE_PARTS.forEach(
        (unit, function) ->
            kernels.put(
                "EXTRACT " + unit,
                Kernel.cheap(
                    (c, a) -> "(long) Times.%s(%s)".formatted(function, days(c, a.get(0))))));
    TIME_PARTS.forEach(
        (unit, size) ->
            kernels.put(
                "EXTRACT " + unit,
                Kernel.cheap((c, a) -> timePart(millisOfDay(c, a.get(0)), size[0], size[1]))));
    fraction(kernels, "MILLISECOND", 1);
    fraction(kernels, "MICROSECOND", 1_000);
    fraction(kernels, "NANOSECOND", 1_000_000);
    kernels.put(
        "EXTRACT EPOCH",
        Kernel.cheap((c, a) -> "Math.floorDiv(" + millis(c, a.get(0)) + ", 1000L)"));
    kernels.put("TO_DATE", Kernel.nullable((c, a) -> call("DateFormats.parseDate", a)));
    kernels.put("CONVERT_TZ", Kernel.nullable((c, a) -> call("DateFormats.convertZone", a)));
    kernels.put("ADD_DAYS", Kernel.cheap((c, a) -> call("Math.addExact", a)));
    kernels.put("LAST_DAY", Kernel.cheap((c, a) -> call("Times.lastDayOfMonth", a)));
    DATE_FLOORS.forEach(
        (unit, function) -> {
          kernels.put("FLOOR TO " + unit, Kernel.cheap((c, a) -> dateFloor(c, a, function)));
          kernels.put("CEIL TO " + unit, Kernel.cheap((c, a) -> dateCeil(c, a, unit)));
        });
    TIME_FLOORS.forEach(
        (unit, size) -> {
          kernels.put("FLOOR TO " + unit, Kernel.cheap((c, a) -> timeRound(c, a, "floor", size)));
          kernels.put("CEIL TO " + unit, Kernel.cheap((c, a) -> timeRound(c, a, "ceil", size)));
        });
    return kernels;
  }

  private static String call(String method, List<String> arguments) {
    return method + "(" + String.join(", ", arguments) + ")";
  }

  /** Of the second, as in Flink: PostgreSQL counts the whole seconds of the minute, too. */
  private static void fraction(Map<String, Kernel> kernels, String unit, long perMilli) {
    kernels.put(
        "EXTRACT " + unit,
        Kernel.cheap(
            (c, a) -> "(long) (" + millisOfDay(c, a.get(0)) + " % 1000) * " + perMilli + "L"));
  }

  static Kernel arithmetic(Expr.Call call) {
    return switch (call.operator()) {
      case "+" -> Kernel.cheap(TemporalKernels::plus);
      case "-" -> Kernel.cheap(TemporalKernels::minus);
      case "*" -> Kernel.cheap(TemporalKernels::times);
      case "/" -> Kernel.guarded(TemporalKernels::quotient);
      default -> throw new IllegalArgumentException(call.toString());
    };
  }

  private static String plus(Expr.Call call, List<String> args) {
    boolean intervalFirst =
        isInterval(call.operands().get(0).type()) && !isInterval(call.operands().get(1).type());
    return intervalFirst
        ? shift(call, 1, args.get(1), 0, args.get(0))
        : shift(call, 0, args.get(0), 1, args.get(1));
  }

  private static String minus(Expr.Call call, List<String> args) {
    DataType left = call.operands().get(0).type();
    DataType right = call.operands().get(1).type();
    if (isInterval(left)) {
      return "Math.subtractExact(" + args.get(0) + ", " + args.get(1) + ")";
    }
    if (isInterval(right)) {
      return shift(call, 0, args.get(0), 1, "Math.negateExact(" + args.get(1) + ")");
    }
    if (call.type().name() == TypeName.INTEGER) { // DATE - DATE
      return "Math.subtractExact(" + args.get(0) + ", " + args.get(1) + ")";
    }
    String a = millis(left, args.get(0));
    String b = millis(right, args.get(1));
    return call.type().name() == TypeName.INTERVAL_YEAR_MONTH
        ? "Times.monthsBetween(" + a + ", " + b + ")"
        : "Math.subtractExact(" + a + ", " + b + ")";
  }

  private static String shift(Expr.Call call, int time, String a, int interval, String b) {
    DataType timeType = call.operands().get(time).type();
    boolean months = call.operands().get(interval).type().name() == TypeName.INTERVAL_YEAR_MONTH;
    return switch (call.type().name()) {
      case DATE ->
          months
              ? "Times.addMonths(" + a + ", " + b + ")"
              : "Math.addExact(" + a + ", Times.date(" + b + "))";
      case TIME -> "Times.timeOfDay(" + a + " + " + b + ")";
      case INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH -> "Math.addExact(" + a + ", " + b + ")";
      default ->
          months
              ? "Times.addMonths(" + millis(timeType, a) + ", " + b + ")"
              : "Math.addExact(" + millis(timeType, a) + ", " + b + ")";
    };
  }

  private static String times(Expr.Call call, List<String> args) {
    int interval = isInterval(call.operands().get(0).type()) ? 0 : 1;
    DataType factor = call.operands().get(1 - interval).type();
    String a = args.get(interval);
    String b = args.get(1 - interval);
    return switch (factor.name()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> "Math.multiplyExact(" + a + ", (long) " + b + ")";
      default -> "Numbers.toLong(Math.rint(" + a + " * " + fraction(b, factor) + "))";
    };
  }

  private static String quotient(Expr.Call call, List<String> args) {
    DataType divisor = call.operands().get(1).type();
    String a = args.get(0);
    String b = args.get(1);
    return switch (divisor.name()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> "Numbers.divide(" + a + ", (long) " + b + ")";
      default -> "Numbers.divide(" + a + ", " + fraction(b, divisor) + ")";
    };
  }

  private static String fraction(String code, DataType type) {
    return Casts.source(code, type, DataType.of(TypeName.DOUBLE));
  }

  private static boolean isInterval(DataType type) {
    return type.name() == TypeName.INTERVAL_DAY_TIME || type.name() == TypeName.INTERVAL_YEAR_MONTH;
  }

  private static String millis(Expr.Call call, String code) {
    return millis(call.operands().get(0).type(), code);
  }

  private static String millis(DataType type, String code) {
    return switch (type.name()) {
      case DATE -> code + " * 86400000L";
      case TIME -> "(long) " + code;
      default -> code;
    };
  }

  private static String days(Expr.Call call, String code) {
    return switch (call.operands().get(0).type().name()) {
      case DATE -> code;
      default -> "Times.date(" + code + ")";
    };
  }

  private static String millisOfDay(Expr.Call call, String code) {
    return switch (call.operands().get(0).type().name()) {
      case DATE -> "0";
      case TIME -> code;
      default -> "Times.timeOfDay(" + code + ")";
    };
  }

  private static String timePart(String millisOfDay, long size, long count) {
    return "(long) (" + millisOfDay + " / " + size + " % " + count + ")";
  }

  private static String dateFloor(Expr.Call call, List<String> args, String function) {
    String floor = "Times." + function + "(" + days(call, args.get(0)) + ")";
    return call.type().name() == TypeName.DATE ? floor : floor + " * 86400000L";
  }

  /** The start of the period that ends first at or after the argument. */
  private static String dateCeil(Expr.Call call, List<String> args, String unit) {
    String function = call.type().name() == TypeName.DATE ? "ceilDate" : "ceilTimestamp";
    return "Periods.%s(Periods.%s, %s)".formatted(function, unit, args.get(0));
  }

  private static String timeRound(Expr.Call call, List<String> args, String function, long size) {
    return switch (call.type().name()) {
      case DATE -> args.get(0);
      case TIME -> "(int) Times." + function + "((long) " + args.get(0) + ", " + size + "L)";
      default -> "Times." + function + "(" + args.get(0) + ", " + size + "L)";
    };
  }
}
