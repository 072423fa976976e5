package io.rheo.engine.planner.expression;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import io.rheo.sql.catalog.ZoneNames;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;

/** Between instants and text or numbers. */
final class EpochTranslations {
  private EpochTranslations() {}

  static void addTo(Map<String, Translation> names) {
    names.put("FROM_UNIXTIME", EpochTranslations::fromUnixTime);
    names.put("UNIX_TIMESTAMP", EpochTranslations::unixTimestamp);
    names.put("TO_TIMESTAMP_LTZ", EpochTranslations::toInstant);
  }

  /**
   * Of a number, seconds or milliseconds since 1970; of a text, the time on the clock of a zone,
   * UTC without one.
   */
  private static Expr toInstant(ExpressionTranslator t, RexCall call) {
    List<Expr> operands = t.operands(call);
    if (!Coercion.isText(operands.get(0).type())) {
      return FunctionTranslations.ownFunction(t, call, "TO_TIMESTAMP_LTZ");
    }
    List<Expr> textAndPattern = operands.subList(0, Math.min(2, operands.size()));
    Expr local = new Expr.Call("TO_TIMESTAMP", textAndPattern, DataType.of(TypeName.TIMESTAMP));
    Expr zone =
        operands.size() == 3 ? zone(operands.get(2)) : new Expr.Literal("UTC", Types.STRING);
    return new Expr.Call("TO_INSTANT", List.of(local, zone), DataTypes.of(call.getType()));
  }

  private static Expr zone(Expr operand) {
    if (!(operand instanceof Expr.Literal literal) || !(literal.value() instanceof String name)) {
      throw new NotSupportedException("TO_TIMESTAMP_LTZ with a time zone that is no constant");
    }
    try {
      return new Expr.Literal(ZoneNames.zone(name).getId(), Types.STRING);
    } catch (DateTimeException e) {
      throw new NotSupportedException("the time zone '" + name + "'", e);
    }
  }

  /** The session's wall clock at so many seconds since 1970, as text. */
  private static Expr fromUnixTime(ExpressionTranslator t, RexCall call) {
    List<Expr> operands = t.operands(call);
    Expr seconds = t.coercion().to(Types.BIGINT, operands.get(0));
    Expr zero = new Expr.Literal(0, Types.INTEGER);
    DataType instantType = Types.nullIfNull(DataType.sized(TypeName.TIMESTAMP_LTZ, 0), operands);
    Expr instant = new Expr.Call("TO_TIMESTAMP_LTZ", List.of(seconds, zero), instantType);
    Expr pattern =
        operands.size() > 1
            ? operands.get(1)
            : new Expr.Literal("yyyy-MM-dd HH:mm:ss", Types.STRING);
    return new Expr.Call(
        "DATE_FORMAT",
        List.of(t.coercion().toLocal(instant), pattern),
        DataTypes.of(call.getType()));
  }

  /** Seconds since 1970 of the step, or of a text on the session's wall clock. */
  private static Expr unixTimestamp(ExpressionTranslator t, RexCall call) {
    DataType type = DataTypes.of(call.getType());
    if (call.getOperands().isEmpty()) {
      return new Expr.Call(
          "EXTRACT EPOCH", List.of(new Expr.Call("NOW", List.of(), Types.NOW)), type);
    }
    Expr local = new Expr.Call("TO_TIMESTAMP", t.operands(call), DataType.of(TypeName.TIMESTAMP));
    return new Expr.Call(
        "EXTRACT EPOCH", List.of(t.coercion().toInstant(local)), type.withNullable(true));
  }
}
