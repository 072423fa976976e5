package io.rheo.engine.codegen.kernel;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Patterns of dates as PostgreSQL writes them, {@code YYYY-MM-DD HH24:MI:SS}, for parsing. */
final class OtherPatterns {
  /** What Java's patterns have no meaning for, or only for weeks. */
  private static final Pattern POSTGRES =
      Pattern.compile("HH24|HH12|MI|YYYY(?!.*w)", Pattern.DOTALL);

  private static final Pattern PART =
      Pattern.compile(
          "YYYY|YY|MONTH|MON|MM|DDD|DD|DAY|DY|HH24|HH12|HH|MI|SS|MS|US|AM|PM|\"([^\"]*)\"|.",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Map<String, String> JAVA =
      Map.ofEntries(
          Map.entry("YYYY", "yyyy"),
          Map.entry("YY", "yy"),
          Map.entry("MONTH", "MMMM"),
          Map.entry("MON", "MMM"),
          Map.entry("MM", "MM"),
          Map.entry("DDD", "DDD"),
          Map.entry("DD", "dd"),
          Map.entry("DAY", "EEEE"),
          Map.entry("DY", "EEE"),
          Map.entry("HH24", "HH"),
          Map.entry("HH12", "hh"),
          Map.entry("HH", "hh"),
          Map.entry("MI", "mm"),
          Map.entry("SS", "ss"),
          Map.entry("MS", "SSS"),
          Map.entry("US", "SSSSSS"),
          Map.entry("AM", "a"),
          Map.entry("PM", "a"));

  private OtherPatterns() {}

  static boolean isPostgres(String pattern) {
    return POSTGRES.matcher(pattern).find();
  }

  static DateTimeFormatter ofPostgres(String pattern) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    Matcher parts = PART.matcher(pattern);
    while (parts.find()) {
      String part = JAVA.get(parts.group().toUpperCase(Locale.ROOT));
      if (part != null) {
        builder.appendPattern(part);
      } else {
        builder.appendLiteral(parts.group(1) == null ? parts.group() : parts.group(1));
      }
    }
    return builder.toFormatter(Locale.ENGLISH);
  }
}
