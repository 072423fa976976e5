package io.rheo.engine.format;

import io.rheo.engine.format.csv.CsvFormat;
import io.rheo.engine.format.json.ChangeFormat;
import io.rheo.engine.format.json.JsonFormat;
import io.rheo.engine.format.raw.RawFormat;
import io.rheo.engine.option.Nearest;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import io.rheo.engine.option.Options;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All formats by name. A list in the code: nothing is scanned, nothing is loaded before its use.
 */
public final class Formats {
  private static final Map<String, Supplier<Format>> BY_NAME =
      new TreeMap<>(
          Map.of(
              "canal-json", ChangeFormat::canal,
              "csv", CsvFormat::new,
              "debezium-json", ChangeFormat::debezium,
              "json", JsonFormat::new,
              "maxwell-json", ChangeFormat::maxwell,
              "ogg-json", ChangeFormat::ogg,
              "raw", RawFormat::new));

  private Formats() {}

  /**
   * The format that the option {@code key} names.
   *
   * @param key {@code format}; or {@code key.format}, {@code value.format}
   */
  public static Format require(Options options, String key) {
    String name = options.require(key, "json").strip();
    Supplier<Format> format = BY_NAME.get(name);
    if (format == null) {
      throw new OptionException(
          Kind.INVALID,
          options.fullKey(key),
          "unknown format '" + name + "'",
          "Rheo has no format of this name",
          Nearest.of(name, BY_NAME.keySet()).map(near -> "did you mean '" + near + "'? ").orElse("")
              + "formats: "
              + String.join(", ", BY_NAME.keySet()));
    }
    return format.get();
  }
}
