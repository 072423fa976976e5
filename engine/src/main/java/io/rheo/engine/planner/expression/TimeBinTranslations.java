package io.rheo.engine.planner.expression;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Spans that times are in, the time since 1970, and TO_CHAR, which has two meanings. */
final class TimeBinTranslations {
  private static final Coercion UTC = new Coercion("UTC");
  private static final long MILLIS_OF_DAY = 86_400_000;
  private static final LocalDate FIRST_MONDAY = LocalDate.of(2000, 1, 3);
  private static final LocalDate FIRST_MONTH = LocalDate.of(2000, 1, 1);

  private TimeBinTranslations() {}

  static void addTo(Map<String, Translation> names) {
    names.put("EPOCH", (t, call) -> epoch(t, call, "EPOCH SECONDS"));
    names.put("EPOCH_MS", (t, call) -> epoch(t, call, "EPOCH MILLIS"));
    names.put("DATE_BIN", TimeBinTranslations::bin);
    names.put("TIME_BUCKET", TimeBinTranslations::bin);
    names.put("TO_CHAR", TimeBinTranslations::toChar);
  }

  /** Seconds or milliseconds since 1970. */
  private static Expr epoch(ExpressionTranslator t, RexCall call, String name) {
    Expr time = t.operand(call, 0);
    Expr utc = time.type().name() == TypeName.TIMESTAMP_LTZ ? UTC.toLocal(time) : time;
    Expr timestamp =
        t.coercion().to(Types.nullIfNull(DataType.of(TypeName.TIMESTAMP), List.of(time)), utc);
    return new Expr.Call(name, List.of(timestamp), DataTypes.of(call.getType()));
  }

  /** {@code DATE_BIN(span, time, origin)}, and {@code TIME_BUCKET}, which need have no origin. */
  private static Expr bin(ExpressionTranslator t, RexCall call) {
    DataType type = DataTypes.of(call.getType());
    Expr span = t.operand(call, 0);
    Expr time = t.coercion().to(type, t.operand(call, 1));
    boolean months = span.type().name() == TypeName.INTERVAL_YEAR_MONTH;
    LocalDate usual = months ? FIRST_MONTH : FIRST_MONDAY;
    Expr origin =
        call.getOperands().size() > 2
            ? t.coercion().to(type, t.operand(call, 2))
            : new Expr.Literal(usual.toEpochDay() * MILLIS_OF_DAY, type.notNull());
    String name = type.name() == TypeName.TIMESTAMP_LTZ ? "INSTANT BIN" : "TIME BIN";
    return new Expr.Call(name, List.of(span, time, origin), type);
  }

  /** Of numbers; of times Calcite knows it. */
  private static Expr toChar(ExpressionTranslator t, RexCall call) {
    if (SqlTypeUtil.isNumeric(call.getOperands().get(0).getType())) {
      return FunctionTranslations.ownFunction(t, call, "NUMBER TEXT");
    }
    return LibraryFunctions.translate(
        t,
        (RexCall)
            t.rexBuilder()
                .makeCall(call.getType(), SqlLibraryOperators.TO_CHAR, call.getOperands()));
  }
}
