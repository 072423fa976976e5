package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import io.rheo.engine.type.TypeName;
import java.util.List;
import java.util.Optional;

/** Of which type the keys of a join are whose sides have different ones. */
final class JoinKeyTypes {
  private static final int DECIMAL_DIGITS = 38;

  private JoinKeyTypes() {}

  /** A type in which values that are equal are equal; empty if there is none. */
  static Optional<DataType> common(DataType left, DataType right) {
    if (haveSameForm(left, right)) {
      return Optional.of(left);
    } else if (!isNumber(left) || !isNumber(right)) {
      return Optional.empty();
    } else if (left.storage() == Storage.DOUBLE || right.storage() == Storage.DOUBLE) {
      return Optional.of(DataType.of(TypeName.DOUBLE));
    } else if (!left.isDecimal() && !right.isDecimal()) {
      return Optional.of(DataType.of(TypeName.BIGINT));
    }
    int scale = Math.max(left.scale(), right.scale());
    int digits = Math.max(wholeDigits(left), wholeDigits(right)) + scale;
    return Optional.of(
        digits <= DECIMAL_DIGITS ? DataType.decimal(digits, scale) : DataType.of(TypeName.DOUBLE));
  }

  /** Whether different values of a type are different in the common one. */
  static boolean isExact(DataType from, DataType common) {
    return haveSameForm(from, common)
        || common.storage() != Storage.DOUBLE
        || from.storage() == Storage.INT;
  }

  /** The expression in the common type. */
  static Expr cast(Expr expr, DataType type) {
    return haveSameForm(expr.type(), type)
        ? expr
        : new Expr.Call("CAST", List.of(expr), type.withNullable(expr.type().nullable()));
  }

  /** Whether equal values of both types are stored alike. */
  private static boolean haveSameForm(DataType left, DataType right) {
    if (left.storage() != right.storage() || left.children().size() != right.children().size()) {
      return false;
    }
    for (int i = 0; i < left.children().size(); i++) {
      if (!haveSameForm(left.children().get(i).type(), right.children().get(i).type())) {
        return false;
      }
    }
    return !isNumber(left) || left.scale() == right.scale();
  }

  private static boolean isNumber(DataType type) {
    return switch (type.name()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, FLOAT, DOUBLE -> true;
      default -> false;
    };
  }

  private static int wholeDigits(DataType type) {
    return switch (type.name()) {
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      default -> type.precision() - type.scale();
    };
  }
}
