package io.rheo.engine.codegen;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;

/** CAST to CHAR and VARCHAR: too long a text is cut, CHAR is padded with blanks. */
final class TextCasts {
  private TextCasts() {}

  static String toText(String code, DataType from, DataType to) {
    boolean fromText = Boxes.isText(from);
    String text = fromText ? code : ofValue(code, from, to);
    boolean bounded = to.precision() != DataType.UNLIMITED;
    boolean fits = fromText && from.name() == to.name() && from.precision() <= to.precision();
    if (to.name() == TypeName.CHAR) {
      return fits && from.precision() == to.precision()
          ? text
          : "Texts.padded(" + text + ", " + to.precision() + ")";
    }
    return bounded && !(fromText && from.precision() <= to.precision())
        ? "Texts.left(" + text + ", " + to.precision() + ")"
        : text;
  }

  private static String ofValue(String code, DataType from, DataType to) {
    return switch (from.name()) {
      case BOOLEAN -> "TextWriter.ofBoolean(" + code + ")";
      case TINYINT, SMALLINT, INTEGER, BIGINT -> "TextWriter.ofLong((long) " + code + ")";
      case DECIMAL -> "TextWriter.ofDecimal(" + code + ", " + from.scale() + ")";
      case FLOAT -> "TextWriter.ofFloat(" + code + ")";
      case DOUBLE -> "TextWriter.ofDouble(" + code + ")";
      case BINARY, VARBINARY -> code;
      case DATE -> "TextWriter.ofDate(" + code + ")";
      case TIME -> "TextWriter.ofTime(" + code + ", " + from.precision() + ")";
      case TIMESTAMP -> "TextWriter.ofTimestamp(" + code + ", " + from.precision() + ")";
      case INTERVAL_DAY_TIME -> "TextWriter.ofDayTimeInterval(" + code + ")";
      case INTERVAL_YEAR_MONTH -> "TextWriter.ofMonthInterval(" + code + ")";
      // An instant is shown in the session's zone: the translator makes it a TIMESTAMP first.
      case CHAR, VARCHAR, TIMESTAMP_LTZ, ARRAY, MAP, ROW ->
          throw new Casts.UnsupportedCastException(from, to);
    };
  }
}
