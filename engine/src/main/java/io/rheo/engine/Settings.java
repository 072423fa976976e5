package io.rheo.engine;

import io.rheo.engine.option.Durations;
import io.rheo.sql.catalog.ZoneNames;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The settings of one session. Safe for use by several threads. */
final class Settings {
  /** What a job is called; its sink's name if not set. */
  static final String PIPELINE_NAME = "pipeline.name";

  /** What happens to a row on which an expression fails: {@code skip} or {@code fail}. */
  static final String ROW_ERROR = "rheo.row-error";

  /** Whether reading a table that Rheo stores ends with the rows that are there. */
  static final String STORED_BOUNDED = "rheo.stored-tables.bounded";

  /** Whether a changelog shows the rows before an update: {@code all}, or {@code upsert}: not. */
  static final String CHANGES = "rheo.changes";

  /** Whether sources of changes may repeat events: the last row of each primary key counts. */
  static final String CDC_DUPLICATES = "table.exec.source.cdc-events-duplicate";

  /** For how long state stays after the last row of its key; not set or 0: for ever. */
  static final String STATE_TTL = "table.exec.state.ttl";

  /** On whose clock TIMESTAMP_LTZ is shown and read; UTC if not set. */
  static final String TIME_ZONE = "table.local-time-zone";

  /** On how many workers a query runs. */
  static final String PARALLELISM = "parallelism.default";

  private static final int MAX_WORKERS = 256;

  private static final Map<String, List<String>> CHOICES =
      Map.of(
          ROW_ERROR, List.of("skip", "fail"),
          STORED_BOUNDED, List.of("true", "false"),
          CHANGES, List.of("all", "upsert"),
          CDC_DUPLICATES, List.of("true", "false"));

  private static final List<String> TEXTS =
      List.of(PIPELINE_NAME, TIME_ZONE, STATE_TTL, PARALLELISM);

  /** Settings of Flink's that files may hold and that mean nothing here. */
  private static final List<String> FOREIGN =
      List.of(
          "table.", "execution.", "parallelism.", "pipeline.", "state.", "sql-client.", "rest.");

  private final TreeMap<String, String> values = new TreeMap<>();

  synchronized Optional<String> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Whether a setting that is true or false is true. */
  boolean isTrue(String key) {
    return find(key).filter("true"::equals).isPresent();
  }

  synchronized Map<String, String> all() {
    return new TreeMap<>(values);
  }

  /**
   * Changes a setting.
   *
   * @return a line for a person
   */
  synchronized String set(String key, String value) {
    boolean ours = TEXTS.contains(key) || CHOICES.containsKey(key);
    if (!ours && FOREIGN.stream().noneMatch(key::startsWith)) {
      throw SqlError.of(ErrorCode.SETTING_UNKNOWN, "unknown setting '" + key + "'")
          .fix(Suggestions.didYouMean(key, "settings", known()));
    }
    List<String> choices = CHOICES.get(key);
    String normal = choices == null ? value : value.toLowerCase(Locale.ROOT);
    if (choices != null && !choices.contains(normal)) {
      throw SqlError.of(ErrorCode.SETTING_VALUE, "setting '" + key + "' cannot be '" + value + "'")
          .fix("set it to one of: " + String.join(", ", choices));
    }
    if (key.equals(TIME_ZONE)) {
      normal = zone(value);
    } else if (key.equals(STATE_TTL)) {
      checkDuration(key, value);
    } else if (key.equals(PARALLELISM)) {
      checkWorkers(value);
    }
    values.put(key, normal);
    return ours ? "set '" + key + "' = '" + normal + "'" : "'" + key + "' is kept, without effect";
  }

  private static String zone(String zone) {
    try {
      return ZoneNames.zone(zone).getId();
    } catch (DateTimeException e) {
      throw SqlError.of(ErrorCode.SETTING_VALUE, "there is no time zone '" + zone + "'")
          .fix("name one like 'Europe/Zurich', 'UTC' or '+02:00'")
          .causedBy(e);
    }
  }

  private static void checkDuration(String key, String value) {
    try {
      if (Durations.parse(value).compareTo(Duration.ofMillis(Long.MAX_VALUE)) > 0) {
        throw new ArithmeticException(value + " has too many milliseconds");
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw SqlError.of(ErrorCode.SETTING_VALUE, "setting '" + key + "' cannot be '" + value + "'")
          .why("it is no duration")
          .fix("write a number and a unit, such as '1 h', '30 min' or '500 ms'; '0' is for ever")
          .causedBy(e);
    }
  }

  private static void checkWorkers(String value) {
    if (!value.matches("[0-9]{1,3}")
        || Integer.parseInt(value) < 1
        || Integer.parseInt(value) > MAX_WORKERS) {
      throw SqlError.of(
              ErrorCode.SETTING_VALUE, "setting '" + PARALLELISM + "' cannot be '" + value + "'")
          .fix("set it to the number of workers of a query, from 1 to " + MAX_WORKERS);
    }
  }

  /** On how many workers a query runs; empty: as the engine is configured. */
  Optional<Integer> parallelism() {
    return find(PARALLELISM).map(Integer::valueOf);
  }

  Duration stateTtl() {
    return find(STATE_TTL).map(Durations::parse).orElse(Duration.ZERO);
  }

  ZoneId zone() {
    return find(TIME_ZONE).map(ZoneId::of).orElse(ZoneOffset.UTC);
  }

  /** Back to the default; empty: all of them. */
  synchronized void reset(Optional<String> key) {
    key.ifPresentOrElse(values::remove, values::clear);
  }

  private static List<String> known() {
    return Stream.concat(CHOICES.keySet().stream(), TEXTS.stream()).sorted().toList();
  }
}
