package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.Storage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;

/** Constants of SQL as constants of Java. */
final class Literals {
  private Literals() {}

  static Value value(Expr.Literal literal, ClassCode classCode) {
    Storage storage = literal.type().storage();
    if (literal.value() == null) {
      return new Value(JavaTypes.zero(storage), Value.YES);
    }
    return Value.notNull(
        switch (storage) {
          case BOOLEAN -> literal.value().toString();
          case INT -> JavaText.ofInt((Integer) literal.value());
          case LONG -> JavaText.ofLong(longValue(literal.value()));
          case DOUBLE -> JavaText.ofDouble((Double) literal.value());
          case DECIMAL128 -> int128((BigDecimal) literal.value(), classCode);
          case BYTES -> slice(literal.value(), classCode);
          case OBJECT ->
              throw new IllegalArgumentException(
                  "a literal of type " + literal.type() + " must be a constructor call");
        });
  }

  /** The word that a LONG column holds for a boxed value. */
  static long longValue(Object value) {
    return value instanceof BigDecimal decimal
        ? decimal.unscaledValue().longValueExact()
        : (Long) value;
  }

  private static String int128(BigDecimal value, ClassCode classCode) {
    BigInteger unscaled = value.unscaledValue();
    String words =
        "new Int128(%s, %s)"
            .formatted(
                JavaText.ofLong(unscaled.shiftRight(64).longValueExact()),
                JavaText.ofLong(unscaled.longValue()));
    return classCode.constant("Int128", words);
  }

  private static String slice(Object value, ClassCode classCode) {
    if (value instanceof String text) {
      return classCode.constant("Slice", "Slice.of(" + JavaText.ofString(text) + ")");
    }
    String bytes = Arrays.toString((byte[]) value);
    String array = bytes.substring(1, bytes.length() - 1).toLowerCase(Locale.ROOT);
    return classCode.constant("Slice", "Slice.of(new byte[] {" + array + "})");
  }
}
