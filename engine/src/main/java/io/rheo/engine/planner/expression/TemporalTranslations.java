package io.rheo.engine.planner.expression;

import io.rheo.engine.codegen.Kernels;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import io.rheo.sql.catalog.ZoneNames;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * EXTRACT, FLOOR and CEIL of date-times, and the clock. Instants are taken by the session's clock.
 */
final class TemporalTranslations {
  private TemporalTranslations() {}

  static void addTo(Map<SqlKind, Translation> kinds, Map<String, Translation> names) {
    kinds.put(SqlKind.EXTRACT, TemporalTranslations::extract);
    for (String name :
        List.of(
            "NOW",
            "PROCTIME",
            "CURRENT_TIMESTAMP",
            "CURRENT_ROW_TIMESTAMP",
            "LOCALTIMESTAMP",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "LOCALTIME")) {
      names.put(name, TemporalTranslations::now);
    }
    names.put("AT_TIME_ZONE", TemporalTranslations::atTimeZone);
    names.put("DATE_TRUNC", TemporalTranslations::dateTrunc);
    names.put("TO_DATE", (t, call) -> texts(t, call, "TO_DATE"));
    names.put("CONVERT_TZ", (t, call) -> texts(t, call, "CONVERT_TZ"));
    names.put("DATE_ADD", (t, call) -> shifted(t, call, "+"));
    names.put("DATE_SUB", (t, call) -> shifted(t, call, "-"));
    names.put("DATEDIFF", TemporalTranslations::daysBetween);
    names.put("LAST_DAY", TemporalTranslations::lastDay);
    names.put("DAYNAME", (t, call) -> named(t, call, "EEEE"));
    names.put("MONTHNAME", (t, call) -> named(t, call, "MMMM"));
  }

  static boolean isTemporal(DataType type) {
    return switch (type.name()) {
      case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> true;
      default -> false;
    };
  }

  private static Expr extract(ExpressionTranslator t, RexCall call) {
    String unit = unit(call.getOperands().get(0));
    Expr operand = t.operand(call, 1);
    if (unit == null
        || !isTemporal(operand.type())
        || !Kernels.isKnown("EXTRACT " + unit)
        || (operand.type().name() == TypeName.TIME && isDatePart(unit))) {
      return null;
    }
    DataType type = DataTypes.of(call.getType());
    boolean byClock = operand.type().name() == TypeName.TIMESTAMP_LTZ && !unit.equals("EPOCH");
    Expr local = byClock ? t.coercion().toLocal(operand) : operand;
    DataType bigint = Types.nullIfNull(Types.BIGINT, List.of(operand));
    return t.coercion().to(type, new Expr.Call("EXTRACT " + unit, List.of(local), bigint));
  }

  private static boolean isDatePart(String unit) {
    return switch (unit) {
      case "HOUR", "MINUTE", "SECOND", "MILLISECOND", "MICROSECOND" -> false;
      default -> true;
    };
  }

  /** The name of a time unit that is an operand; {@code null} if the operand is something else. */
  private static String unit(RexNode node) {
    if (node instanceof RexLiteral literal && literal.getValue() instanceof TimeUnitRange range) {
      return range.name();
    }
    return null;
  }

  static Expr round(ExpressionTranslator t, RexCall call, String operator) {
    String unit = call.getOperands().size() == 2 ? unit(call.getOperands().get(1)) : null;
    return unit == null ? null : round(t, t.operand(call, 0), operator + " TO " + unit);
  }

  private static Expr round(ExpressionTranslator t, Expr operand, String operator) {
    if (!Kernels.isKnown(operator) || operand.type().name() == TypeName.TIME) {
      return null;
    }
    if (operand.type().name() == TypeName.TIMESTAMP_LTZ) {
      Expr local = t.coercion().toLocal(operand);
      return t.coercion().toInstant(new Expr.Call(operator, List.of(local), local.type()));
    }
    return new Expr.Call(operator, List.of(operand), operand.type());
  }

  /** {@code DATE_TRUNC('hour', ts)}: PostgreSQL's, whose weeks start on Monday. */
  private static Expr dateTrunc(ExpressionTranslator t, RexCall call) {
    if (call.getOperands().size() != 2
        || !(t.operand(call, 0) instanceof Expr.Literal literal)
        || !(literal.value() instanceof String name)) {
      return null;
    }
    String unit = name.toUpperCase(java.util.Locale.ROOT);
    return round(t, t.operand(call, 1), "FLOOR TO " + (unit.equals("WEEK") ? "ISOWEEK" : unit));
  }

  /** What a clock in a zone, which is a constant, shows at an instant; or the reverse. */
  private static Expr atTimeZone(ExpressionTranslator t, RexCall call) {
    if (!(t.operand(call, 1) instanceof Expr.Literal zone)
        || !(zone.value() instanceof String name)
        || !isZone(name)) {
      return null;
    }
    Coercion there = new Coercion(ZoneNames.zone(name).getId());
    Expr time = t.operand(call, 0);
    return switch (time.type().name()) {
      case TIMESTAMP_LTZ -> there.toLocal(time);
      case TIMESTAMP -> there.toInstant(time);
      case DATE ->
          there.toInstant(
              t.coercion()
                  .to(Types.nullIfNull(DataType.of(TypeName.TIMESTAMP), List.of(time)), time));
      default -> null;
    };
  }

  private static boolean isZone(String name) {
    try {
      ZoneNames.zone(name);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The step's clock, in the type that the function has. */
  private static Expr now(ExpressionTranslator t, RexCall call) {
    Expr now = new Expr.Call("NOW", List.of(), Types.NOW);
    DataType type = DataTypes.of(call.getType());
    return type.name() == TypeName.TIMESTAMP_LTZ
        ? t.coercion().to(type, now)
        : t.coercion().cast("CAST", now, type);
  }

  private static Expr texts(ExpressionTranslator t, RexCall call, String operator) {
    return new Expr.Call(operator, t.operands(call), DataTypes.of(call.getType()));
  }

  private static Expr date(ExpressionTranslator t, Expr operand) {
    return t.coercion().to(Types.nullIfNull(Types.DATE, List.of(operand)), operand);
  }

  /** By a number of days, or by an interval. */
  private static Expr shifted(ExpressionTranslator t, RexCall call, String operator) {
    Expr time = t.operand(call, 0);
    Expr distance = t.operand(call, 1);
    DataType type = DataTypes.of(call.getType());
    if (!Coercion.isExactNumber(distance.type())) {
      return new Expr.Call(operator, List.of(time, distance), type);
    }
    Expr days = t.coercion().to(Types.INTEGER, distance);
    Expr shift = operator.equals("+") ? days : new Expr.Call("NEGATE", List.of(days), days.type());
    return new Expr.Call("ADD_DAYS", List.of(date(t, time), shift), type);
  }

  private static Expr daysBetween(ExpressionTranslator t, RexCall call) {
    List<Expr> days = t.operands(call).stream().map(operand -> date(t, operand)).toList();
    return new Expr.Call("-", days, DataTypes.of(call.getType()));
  }

  private static Expr lastDay(ExpressionTranslator t, RexCall call) {
    Expr day = date(t, t.operand(call, 0));
    return new Expr.Call("LAST_DAY", List.of(day), DataTypes.of(call.getType()));
  }

  /** The name of a day or month, in English. */
  private static Expr named(ExpressionTranslator t, RexCall call, String pattern) {
    Expr operand = t.operand(call, 0);
    Expr time =
        t.coercion()
            .to(Types.nullIfNull(DataType.of(TypeName.TIMESTAMP), List.of(operand)), operand);
    Expr format = new Expr.Literal(pattern, Types.STRING);
    return new Expr.Call("DATE_FORMAT", List.of(time, format), DataTypes.of(call.getType()));
  }
}
