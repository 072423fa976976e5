package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import io.rheo.engine.type.TypeName;
import java.util.List;

/** CAST between types: source for a value of one type given that of another. */
final class Casts {
  private Casts() {}

  static Kernel kernel(Expr.Call call) {
    DataType from = call.operands().get(0).type();
    Kernel.Source source = (c, args) -> source(args.get(0), from, c.type());
    return isText(from) || isText(call.type()) ? Kernel.guarded(source) : Kernel.cheap(source);
  }

  /** Whether there is such a CAST. */
  static boolean isPossible(DataType from, DataType to) {
    try {
      return !source("x", from, to).isEmpty();
    } catch (UnsupportedCastException e) {
      return false;
    }
  }

  /** There is no CAST between two types. */
  static final class UnsupportedCastException extends IllegalArgumentException {
    UnsupportedCastException(DataType from, DataType to) {
      super("cannot cast " + from + " to " + to);
    }
  }

  static String source(String code, DataType from, DataType to) {
    return switch (to.name()) {
      case BOOLEAN -> toBoolean(code, from, to);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> toInteger(code, from, to);
      case DECIMAL -> toDecimal(code, from, to);
      case FLOAT, DOUBLE -> toFloating(code, from, to);
      case CHAR, VARCHAR -> TextCasts.toText(code, from, to);
      case BINARY, VARBINARY -> toBinary(code, from, to);
      case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> TemporalCasts.source(code, from, to);
      case INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH -> same(code, from, to);
      case ARRAY, MAP, ROW -> throw new UnsupportedCastException(from, to);
    };
  }

  /** The number that represents a value, as another type. */
  static String reinterpret(Expr.Call call, List<String> args) {
    return "(" + JavaTypes.name(call.type().storage()) + ") " + args.get(0);
  }

  private static boolean isText(DataType type) {
    return Boxes.isText(type);
  }

  private static String same(String code, DataType from, DataType to) {
    if (from.name() == to.name()) {
      return code;
    }
    throw new UnsupportedCastException(from, to);
  }

  private static String toBoolean(String code, DataType from, DataType to) {
    return switch (from.name()) {
      case BOOLEAN -> code;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> code + " != 0";
      case DECIMAL ->
          from.precision() <= DataType.LONG_DECIMAL_DIGITS
              ? code + " != 0L"
              : code + ".signum() != 0";
      case FLOAT, DOUBLE -> code + " != 0d";
      case CHAR, VARCHAR -> "TextReader.toBoolean(" + code + ")";
      default -> throw new UnsupportedCastException(from, to);
    };
  }

  private static String toInteger(String code, DataType from, DataType to) {
    return switch (from.name()) {
      case BOOLEAN ->
          to.name() == TypeName.BIGINT ? "(" + code + " ? 1L : 0L)" : "(" + code + " ? 1 : 0)";
      case TINYINT, SMALLINT, INTEGER, BIGINT -> betweenIntegers(code, from.name(), to.name());
      case DECIMAL -> DecimalCode.of(code, from).asInteger(to.name());
      case FLOAT, DOUBLE -> floatingToInteger(code, to.name());
      case CHAR, VARCHAR -> textToInteger(code, to.name());
      default -> throw new UnsupportedCastException(from, to);
    };
  }

  private static String betweenIntegers(String code, TypeName from, TypeName to) {
    if (from == to) {
      return code;
    }
    String asInt = from == TypeName.BIGINT ? "Math.toIntExact(" + code + ")" : code;
    return switch (to) {
      case TINYINT -> "Numbers.toTinyint(" + asInt + ")";
      case SMALLINT -> from == TypeName.TINYINT ? code : "Numbers.toSmallint(" + asInt + ")";
      case INTEGER -> asInt;
      default -> "(long) " + code;
    };
  }

  private static String floatingToInteger(String code, TypeName to) {
    return switch (to) {
      case TINYINT -> "Numbers.toTinyint(Numbers.toInt(" + code + "))";
      case SMALLINT -> "Numbers.toSmallint(Numbers.toInt(" + code + "))";
      case INTEGER -> "Numbers.toInt(" + code + ")";
      default -> "Numbers.toLong(" + code + ")";
    };
  }

  private static String textToInteger(String code, TypeName to) {
    return switch (to) {
      case TINYINT -> "TextReader.toInt(" + code + ", -128, 127)";
      case SMALLINT -> "TextReader.toInt(" + code + ", -32768, 32767)";
      case INTEGER -> "TextReader.toInt(" + code + ", Integer.MIN_VALUE, Integer.MAX_VALUE)";
      default -> "TextReader.toLong(" + code + ")";
    };
  }

  private static String toDecimal(String code, DataType from, DataType to) {
    return switch (from.name()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> DecimalCode.of(code, from).as(to);
      case BOOLEAN ->
          DecimalCode.of("(" + code + " ? 1 : 0)", DataType.of(TypeName.TINYINT)).as(to);
      case FLOAT ->
          narrowed(
              "Decimals.fromDouble(Double.parseDouble(Float.toString((float) %s)), %d, %d)",
              code, to);
      case DOUBLE -> narrowed("Decimals.fromDouble(%s, %d, %d)", code, to);
      case CHAR, VARCHAR -> narrowed("TextReader.toDecimal(%s, %d, %d)", code, to);
      default -> throw new UnsupportedCastException(from, to);
    };
  }

  private static String narrowed(String form, String code, DataType to) {
    String wide = form.formatted(code, to.scale(), to.precision());
    return to.precision() <= DataType.LONG_DECIMAL_DIGITS ? wide + ".toLong()" : wide;
  }

  private static String toFloating(String code, DataType from, DataType to) {
    boolean isFloat = to.name() == TypeName.FLOAT;
    return switch (from.name()) {
      case FLOAT -> code;
      case DOUBLE -> isFloat ? "(double) (float) " + code : code;
      case BOOLEAN -> "(" + code + " ? 1d : 0d)";
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          isFloat ? "(double) (float) " + code : "(double) " + code;
      case DECIMAL ->
          (isFloat ? "(double) (float) " : "")
              + "Decimals.toDouble("
              + code
              + ", "
              + from.scale()
              + ")";
      case CHAR, VARCHAR -> (isFloat ? "TextReader.toFloat(" : "TextReader.toDouble(") + code + ")";
      default -> throw new UnsupportedCastException(from, to);
    };
  }

  /** BINARY(n) is cut, or padded with zeros; VARBINARY(n) is cut. */
  private static String toBinary(String code, DataType from, DataType to) {
    boolean possible = isText(from) || from.storage() == Storage.BYTES;
    if (!possible) {
      throw new UnsupportedCastException(from, to);
    }
    boolean fits = !isText(from) && from.precision() <= to.precision();
    if (to.name() == TypeName.BINARY && !(fits && from.equals(to))) {
      return "Texts.bytes(" + code + ", " + to.precision() + ")";
    }
    return fits || to.precision() == DataType.UNLIMITED
        ? code
        : "Texts.leftBytes(" + code + ", " + to.precision() + ")";
  }
}
