package io.rheo.engine.option;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Flink writes them in options: {@code 10 s}, {@code 500ms}, {@code 1 min}. */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d+)\\s*([a-zµ]*)");

  private Durations() {}

  /** A number and the largest unit of which it is a whole number: {@code 90 s}. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1_000 != 0 || millis == 0) {
      return millis + " ms";
    }
    long seconds = millis / 1_000;
    if (seconds % 60 != 0) {
      return seconds + " s";
    } else if (seconds % 3_600 != 0) {
      return seconds / 60 + " min";
    } else if (seconds % 86_400 != 0) {
      return seconds / 3_600 + " h";
    } else {
      return seconds / 86_400 + " d";
    }
  }

  /** A number alone is milliseconds. Throws {@link IllegalArgumentException} for anything else. */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a duration: " + text);
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "d", "day", "days" -> Duration.ofDays(number);
      case "h", "hour", "hours" -> Duration.ofHours(number);
      case "m", "min", "minute", "minutes" -> Duration.ofMinutes(number);
      case "s", "sec", "secs", "second", "seconds" -> Duration.ofSeconds(number);
      case "", "ms", "milli", "millis", "millisecond", "milliseconds" -> Duration.ofMillis(number);
      case "us", "µs", "micro", "micros", "microsecond", "microseconds" ->
          Duration.ofNanos(Math.multiplyExact(number, 1_000L));
      case "ns", "nano", "nanos", "nanosecond", "nanoseconds" -> Duration.ofNanos(number);
      default -> throw new IllegalArgumentException("not a unit of time: " + matcher.group(2));
    };
  }
}
