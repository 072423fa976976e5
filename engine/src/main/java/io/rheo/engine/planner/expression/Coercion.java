package io.rheo.engine.planner.expression;

import io.rheo.engine.codegen.Kernels;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Makes expressions of one type expressions of another. Constants are converted here and now. */
final class Coercion {
  private final Expr zone;

  /**
   * Instants are shown and read on the clock of a zone.
   *
   * @param zoneId as {@link java.time.ZoneId#of} reads it
   */
  Coercion(String zoneId) {
    zone = new Expr.Literal(zoneId, DataType.of(TypeName.VARCHAR).notNull());
  }

  /** {@code expr} with values in the form of {@code type}; itself if they have it already. */
  Expr to(DataType type, Expr expr) {
    DataType from = expr.type();
    if (hasSameForm(from, type)) {
      return expr;
    }
    if (expr instanceof Expr.Literal literal) {
      if (literal.value() == null) {
        return new Expr.Literal(null, type);
      }
      Object value = convert(literal.value(), from, type);
      if (value != null) {
        return new Expr.Literal(value, type);
      }
    }
    return cast("CAST", expr, type.withNullable(from.nullable()));
  }

  /** CAST or TRY_CAST; an instant goes by way of the session's clock. */
  Expr cast(String operator, Expr expr, DataType to) {
    DataType from = expr.type();
    if (isNested(from) || isNested(to)) {
      return nestedCast(operator, expr, to);
    }
    Object known = Constants.ofText(expr, to);
    if (known != null) {
      return new Expr.Literal(known, to);
    }
    boolean fromInstant = from.name() == TypeName.TIMESTAMP_LTZ;
    boolean toInstant = to.name() == TypeName.TIMESTAMP_LTZ;
    if (fromInstant && !toInstant) {
      Expr local = toLocal(expr);
      return to.name() == TypeName.TIMESTAMP && to.precision() >= from.precision()
          ? local
          : cast(operator, local, to);
    } else if (toInstant && isText(from) && operator.equals("CAST")) {
      // The text may name its own zone.
      Expr instant =
          toInstant(expr, DataType.of(TypeName.TIMESTAMP_LTZ).withNullable(to.nullable()));
      return to(to, instant);
    } else if (toInstant && !fromInstant) {
      DataType local = DataType.sized(TypeName.TIMESTAMP, to.precision());
      boolean isLocal = from.name() == TypeName.TIMESTAMP && from.precision() <= to.precision();
      return toInstant(isLocal ? expr : cast(operator, expr, local), to);
    }
    checkPossible(from, to);
    return new Expr.Call(operator, List.of(expr), to);
  }

  private static void checkPossible(DataType from, DataType to) {
    if (!Kernels.canCast(from, to)) {
      throw new NotSupportedException(
          "CAST from " + from.withNullable(true) + " to " + to.withNullable(true));
    }
  }

  private Expr nestedCast(String operator, Expr expr, DataType to) {
    checkPossible(expr.type(), to);
    String name = operator.equals("CAST") ? "CAST NESTED" : operator;
    return new Expr.Call(name, List.of(expr, zone), to);
  }

  private static boolean isNested(DataType type) {
    return !type.children().isEmpty();
  }

  /** The wall clock of the session at an instant: a TIMESTAMP. */
  Expr toLocal(Expr instant) {
    DataType type =
        DataType.sized(TypeName.TIMESTAMP, instant.type().precision())
            .withNullable(instant.type().nullable());
    return new Expr.Call("TO_LOCAL", List.of(instant, zone), type);
  }

  private Expr toInstant(Expr local, DataType type) {
    return new Expr.Call("TO_INSTANT", List.of(local, zone), type);
  }

  /** The inverse of {@link #toLocal}. */
  Expr toInstant(Expr local) {
    return toInstant(
        local,
        DataType.sized(TypeName.TIMESTAMP_LTZ, local.type().precision())
            .withNullable(local.type().nullable()));
  }

  /** Whether values of both types are represented, and cut off, alike. */
  static boolean hasSameForm(DataType from, DataType to) {
    if (isText(from) && isText(to)) {
      return true; // CHAR and VARCHAR: only an explicit CAST pads or cuts
    }
    if (from.name() != to.name() || from.storage() != to.storage()) {
      return false;
    }
    return switch (from.name()) {
      case DECIMAL -> from.scale() == to.scale() && from.precision() <= to.precision();
      case TIME, TIMESTAMP, TIMESTAMP_LTZ -> from.precision() <= to.precision();
      case ARRAY, MAP, ROW -> haveSameForm(from, to);
      default -> true;
    };
  }

  private static boolean haveSameForm(DataType from, DataType to) {
    if (from.children().size() != to.children().size()) {
      return false;
    }
    for (int i = 0; i < from.children().size(); i++) {
      if (!hasSameForm(from.children().get(i).type(), to.children().get(i).type())) {
        return false;
      }
    }
    return true;
  }

  static boolean isText(DataType type) {
    return type.name() == TypeName.CHAR || type.name() == TypeName.VARCHAR;
  }

  static boolean isExactNumber(DataType type) {
    return switch (type.name()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> true;
      default -> false;
    };
  }

  /** The constant as another number; {@code null} if it is none or does not fit. */
  private static Object convert(Object value, DataType from, DataType to) {
    if (!(value instanceof Number number)
        || !(isExactNumber(from) || from.storage() == Storage.DOUBLE)) {
      return null;
    }
    if (number instanceof Double && !Double.isFinite(number.doubleValue())) {
      return null;
    }
    BigDecimal exact = new BigDecimal(number.toString());
    return switch (to.name()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> wholeNumber(exact, to);
      case DECIMAL -> {
        BigDecimal scaled = exact.setScale(to.scale(), RoundingMode.HALF_UP);
        yield scaled.precision() <= to.precision() ? scaled : null;
      }
      case FLOAT -> (double) exact.floatValue();
      case DOUBLE -> exact.doubleValue();
      default -> null;
    };
  }

  private static Object wholeNumber(BigDecimal exact, DataType type) {
    BigDecimal whole = exact.setScale(0, RoundingMode.DOWN);
    int bits =
        switch (type.name()) {
          case TINYINT -> 7;
          case SMALLINT -> 15;
          case INTEGER -> 31;
          default -> 63;
        };
    if (whole.unscaledValue().bitLength() > bits) {
      return null;
    }
    return type.storage() == Storage.INT ? (Object) whole.intValue() : (Object) whole.longValue();
  }
}
