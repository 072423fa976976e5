package io.rheo.engine.format.json;

import io.rheo.engine.column.DateTimes.TimestampStyle;
import io.rheo.engine.option.Options;
import java.util.Locale;

/**
 * The options of the format {@code json}: Flink's, and {@code verify-tail} of our own.
 *
 * @param verifyTail whether to read on after the last wanted field; if not, what comes after it is
 *     not looked at, except that it ends with a brace
 */
record JsonOptions(
    boolean ignoreParseErrors,
    boolean failOnMissingField,
    boolean verifyTail,
    TimestampStyle timestampStyle,
    NullKeys nullKeys,
    String nullKeyLiteral,
    boolean plainDecimals,
    boolean ignoreNullFields) {

  /** What the encoder does with a NULL key of a MAP. */
  enum NullKeys {
    FAIL,
    DROP,
    LITERAL
  }

  static JsonOptions of(Options options) {
    return new JsonOptions(
        options.getBoolean("ignore-parse-errors", true),
        options.getBoolean("fail-on-missing-field", false),
        options.getBoolean("verify-tail", false),
        timestampStyle(options),
        options.getChoice("map-null-key.mode", NullKeys.class, NullKeys.FAIL),
        options.get("map-null-key.literal", "null"),
        options.getBoolean("encode.decimal-as-plain-number", false),
        options.getBoolean("encode.ignore-null-fields", false));
  }

  /** The same, but that a record is read to its end. */
  JsonOptions withVerifyTail() {
    return new JsonOptions(
        ignoreParseErrors,
        failOnMissingField,
        true,
        timestampStyle,
        nullKeys,
        nullKeyLiteral,
        plainDecimals,
        ignoreNullFields);
  }

  private static TimestampStyle timestampStyle(Options options) {
    String key = "timestamp-format.standard";
    String standard = options.get(key, "").strip().toUpperCase(Locale.ROOT);
    return switch (standard) {
      case "" -> TimestampStyle.ANY;
      case "SQL" -> TimestampStyle.SQL;
      case "ISO-8601" -> TimestampStyle.ISO_8601;
      default ->
          throw options.invalid(
              key, "it must be 'SQL' or 'ISO-8601'", "leave it out to read both forms");
    };
  }
}
