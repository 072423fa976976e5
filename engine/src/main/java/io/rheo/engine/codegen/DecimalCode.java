package io.rheo.engine.codegen;

import io.rheo.engine.codegen.kernel.Int128;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;

/**
 * An exact number in generated code while it is computed with: an unscaled integer in a {@code
 * long} or an {@code Int128}.
 *
 * @param digits a bound: |value| &lt; 10^digits. It saves most overflow checks.
 */
record DecimalCode(String code, boolean wide, int digits, int scale) {
  private static final int LONG_DIGITS = 18;

  /** Of an integer or DECIMAL. */
  static DecimalCode of(String code, DataType type) {
    return switch (type.name()) {
      case TINYINT -> new DecimalCode("(long) " + code, false, 3, 0);
      case SMALLINT -> new DecimalCode("(long) " + code, false, 5, 0);
      case INTEGER -> new DecimalCode("(long) " + code, false, 10, 0);
      case BIGINT -> new DecimalCode(code, false, 19, 0);
      case DECIMAL ->
          new DecimalCode(code, type.precision() > LONG_DIGITS, type.precision(), type.scale());
      default -> throw new IllegalArgumentException("not an exact number: " + type);
    };
  }

  DecimalCode widened() {
    return wide ? this : new DecimalCode("Int128.of(" + code + ")", true, digits, scale);
  }

  /** The same number with at least as many fractional digits. */
  DecimalCode scaledUp(int newScale) {
    int more = newScale - scale;
    if (more == 0) {
      return this;
    }
    int newDigits = digits + more;
    if (!wide && newDigits <= LONG_DIGITS) {
      return new DecimalCode("(" + code + " * " + power(more) + ")", false, newDigits, newScale);
    } else if (!wide && more <= LONG_DIGITS) {
      String product = "Int128.multiply(" + code + ", " + power(more) + ")";
      return new DecimalCode(product, true, newDigits, newScale);
    }
    String product = "Decimals.up(" + widened().code + ", " + more + ")";
    return new DecimalCode(product, true, newDigits, newScale);
  }

  /** Rounded to fewer fractional digits. */
  DecimalCode scaledDown(int newScale) {
    int fewer = scale - newScale;
    int newDigits = Math.max(1, digits - fewer + 1);
    if (!wide && fewer <= LONG_DIGITS) {
      String quotient = "Decimals.down(" + code + ", " + power(fewer) + ")";
      return new DecimalCode(quotient, false, newDigits, newScale);
    }
    String quotient = "Decimals.down(" + widened().code + ", " + fewer + ")";
    return new DecimalCode(quotient, true, newDigits, newScale);
  }

  /** Cut to fewer fractional digits. */
  DecimalCode truncatedTo(int newScale) {
    int fewer = scale - newScale;
    int newDigits = Math.max(1, digits - fewer);
    if (!wide && fewer <= LONG_DIGITS) {
      return new DecimalCode("(" + code + " / " + power(fewer) + ")", false, newDigits, newScale);
    }
    String quotient = "Decimals.truncate(" + widened().code + ", " + fewer + ")";
    return new DecimalCode(quotient, true, newDigits, newScale);
  }

  DecimalCode scaledTo(int newScale) {
    return newScale >= scale ? scaledUp(newScale) : scaledDown(newScale);
  }

  /** In the form of a DECIMAL column; checked where it might have too many digits. */
  String as(DataType type) {
    DecimalCode scaled = scaledTo(type.scale());
    String result = scaled.code;
    if (scaled.digits > type.precision()) {
      result =
          scaled.wide
              ? "Decimals.check(" + result + ", " + type.precision() + ")"
              : checkLong(result, type.precision());
    }
    boolean wideType = type.precision() > LONG_DIGITS;
    if (wideType == scaled.wide) {
      return result;
    }
    return wideType ? "Int128.of(" + result + ")" : "(" + result + ").toLong()";
  }

  private static String checkLong(String code, int precision) {
    return precision > LONG_DIGITS
        ? code
        : "Decimals.check(" + code + ", " + power(precision) + ")";
  }

  /** Towards zero, as an integer type. */
  String asInteger(TypeName type) {
    String whole = code;
    if (scale > 0 && !wide && scale <= LONG_DIGITS) {
      whole = "(" + code + " / " + power(scale) + ")";
    } else if (scale > 0) {
      whole = "Decimals.truncate(" + widened().code + ", " + scale + ").toLong()";
    } else if (wide) {
      whole = code + ".toLong()";
    }
    return switch (type) {
      case TINYINT -> "Numbers.toTinyint(Math.toIntExact(" + whole + "))";
      case SMALLINT -> "Numbers.toSmallint(Math.toIntExact(" + whole + "))";
      case INTEGER -> "Math.toIntExact(" + whole + ")";
      default -> whole;
    };
  }

  static String power(int exponent) {
    return Int128.powerOfTen(exponent).toLong() + "L";
  }
}
