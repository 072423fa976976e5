package io.rheo.engine.format.csv;

import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.Options;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The options of the format {@code csv}: Flink's, and {@code header} and {@code
 * allow-missing-columns} of our own.
 *
 * @param quote the quote character, or {@link #NONE}
 * @param escape the escape character, or {@link #NONE}
 * @param nullLiteral the unquoted text that stands for NULL
 * @param missingIsNull whether columns that a record lacks at its end are NULL; if not it is bad
 */
record CsvOptions(
    byte delimiter,
    int quote,
    int escape,
    boolean comments,
    boolean header,
    boolean ignoreParseErrors,
    boolean missingIsNull,
    Optional<String> nullLiteral,
    String elementDelimiter) {
  static final int NONE = -1;

  static CsvOptions of(Options options) {
    boolean disableQuote = options.getBoolean("disable-quote-character", false);
    int quote = character(options, "quote-character", '"');
    boolean ignore = options.getBoolean("ignore-parse-errors", true);
    boolean lenient = ignore && options.find("ignore-parse-errors").isPresent();
    CsvOptions result =
        new CsvOptions(
            (byte) character(options, "field-delimiter", ','),
            disableQuote ? NONE : quote,
            character(options, "escape-character", NONE),
            options.getBoolean("allow-comments", false),
            options.getBoolean("header", false),
            ignore,
            options.getBoolean("allow-missing-columns", lenient),
            options.find("null-literal"),
            options.get("array-element-delimiter", ";"));
    if (result.elementDelimiter.isEmpty()) {
      throw options.invalid(
          "array-element-delimiter", "elements must be told apart", "give one character or more");
    }
    return result;
  }

  boolean emptyIsNull() {
    return nullLiteral.isEmpty();
  }

  /** Whether {@code bytes[from, to)} is the text that stands for NULL. */
  boolean isNullLiteral(byte[] bytes, int from, int to) {
    return nullLiteral.isPresent()
        && Arrays.equals(
            nullLiteral.get().getBytes(StandardCharsets.UTF_8),
            Arrays.copyOfRange(bytes, from, to));
  }

  private static int character(Options options, String key, int otherwise) {
    String text = options.find(key).orElse(null);
    if (text == null) {
      return otherwise;
    }
    if (text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1 || text.charAt(0) >= 0x80 || text.equals("\n") || text.equals("\r")) {
      throw badCharacter(options, key);
    }
    return text.charAt(0);
  }

  private static OptionException badCharacter(Options options, String key) {
    return options.invalid(
        key, "it must be one ASCII character, and no line end", "write for example ';' or '\\t'");
  }
}
