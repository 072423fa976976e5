package io.rheo.engine.codegen;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;

/** CAST to DATE, TIME, TIMESTAMP and TIMESTAMP_LTZ. Excess digits of seconds are cut off. */
final class TemporalCasts {
  private static final int[] FRACTION_MILLIS = {1_000, 100, 10};

  private TemporalCasts() {}

  static String source(String code, DataType from, DataType to) {
    return switch (to.name()) {
      case DATE -> toDate(code, from, to);
      case TIME -> cut(toTime(code, from, to), from, to, "(int) ");
      case TIMESTAMP -> cut(toTimestamp(code, from, to), from, to, "");
      default -> cut(toInstant(code, from, to), from, to, "");
    };
  }

  private static String toDate(String code, DataType from, DataType to) {
    return switch (from.name()) {
      case DATE -> code;
      case TIMESTAMP -> "Times.date(" + code + ")";
      case CHAR, VARCHAR -> "TextReader.toDate(" + code + ")";
      default -> throw new Casts.UnsupportedCastException(from, to);
    };
  }

  private static String toTime(String code, DataType from, DataType to) {
    return switch (from.name()) {
      case TIME -> code;
      case TIMESTAMP -> "Times.timeOfDay(" + code + ")";
      case CHAR, VARCHAR -> "TextReader.toTime(" + code + ")";
      default -> throw new Casts.UnsupportedCastException(from, to);
    };
  }

  private static String toTimestamp(String code, DataType from, DataType to) {
    return switch (from.name()) {
      case TIMESTAMP -> code;
      case DATE -> code + " * 86400000L";
      case TIME -> "(long) " + code;
      case CHAR, VARCHAR -> "TextReader.toTimestamp(" + code + ")";
      default -> throw new Casts.UnsupportedCastException(from, to);
    };
  }

  private static String toInstant(String code, DataType from, DataType to) {
    if (from.name() == TypeName.TIMESTAMP_LTZ) {
      return code;
    }
    // Other types are read in the session's zone: the translator calls for that by name.
    throw new Casts.UnsupportedCastException(from, to);
  }

  private static String cut(String code, DataType from, DataType to, String narrow) {
    boolean temporal =
        from.name() == TypeName.TIME
            || from.name() == TypeName.TIMESTAMP
            || from.name() == TypeName.TIMESTAMP_LTZ;
    boolean fits = from.name() == TypeName.DATE || (temporal && from.precision() <= to.precision());
    if (fits || to.precision() >= FRACTION_MILLIS.length) {
      return code;
    }
    return narrow + "Times.floor(" + code + ", " + FRACTION_MILLIS[to.precision()] + "L)";
  }
}
