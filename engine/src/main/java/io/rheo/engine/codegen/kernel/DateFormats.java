package io.rheo.engine.codegen.kernel;

import io.rheo.sql.catalog.ZoneNames;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Date-times by patterns of Java: {@code yyyy-MM-dd HH:mm:ss.SSS}. */
public final class DateFormats {
  private static final BoundedCache<DateTimeFormatter> FORMATTERS =
      new BoundedCache<>(DateFormats::formatter);

  private static final BoundedCache<DateTimeFormatter> PARSERS =
      new BoundedCache<>(DateFormats::parser);

  private static final BoundedCache<ZoneId> ZONES = new BoundedCache<>(DateFormats::zone);
  private static final Slice TO_THE_SECOND = Slice.of("yyyy-MM-dd HH:mm:ss");

  private DateFormats() {}

  public static Slice format(long millis, Slice pattern) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(millis, Times.SECOND),
            (int) Math.floorMod(millis, Times.SECOND) * 1_000_000,
            ZoneOffset.UTC);
    try {
      return Slice.of(FORMATTERS.get(pattern.toString()).format(time));
    } catch (DateTimeException e) {
      throw new RowException("a TIMESTAMP cannot be written as '" + pattern + "'");
    }
  }

  /** The text of a timestamp by another pattern; {@code null} if it is none. */
  public static Slice reformat(Slice text, Slice pattern) {
    Long millis = parse(text);
    return millis == null ? null : format(millis, pattern);
  }

  /** {@code yyyy-MM-dd[ HH:mm:ss[.fraction]]}; {@code null} if the text is something else. */
  public static Long parse(Slice text) {
    try {
      return TextReader.toTimestamp(text);
    } catch (RowException e) {
      return null;
    }
  }

  /**
   * By a pattern, PostgreSQL's too; midnight if it has no time; {@code null} if the text does not
   * fit.
   */
  public static Long parse(Slice text, Slice pattern) {
    DateTimeFormatter formatter = PARSERS.get(pattern.toString());
    try {
      TemporalAccessor parsed = formatter.parse(text.toString());
      LocalDate date = parsed.query(TemporalQueries.localDate());
      LocalTime time = parsed.query(TemporalQueries.localTime());
      if (date == null) {
        return null;
      }
      LocalDateTime both = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
      return both.toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** {@code yyyy-MM-dd}, perhaps with a time behind it; {@code null} if the text is no date. */
  public static Integer parseDate(Slice text) {
    try {
      return TextReader.toDate(text);
    } catch (RowException e) {
      return null;
    }
  }

  /** By a pattern; {@code null} if the text does not fit. */
  public static Integer parseDate(Slice text, Slice pattern) {
    Long millis = parse(text, pattern);
    return millis == null ? null : Times.date(millis);
  }

  /** What a clock in one zone shows when a clock in another zone shows the text. */
  public static Slice convertZone(Slice text, Slice from, Slice to) {
    Long local = parse(text);
    if (local == null) {
      return null;
    }
    long instant = Zones.toInstant(local, ZONES.get(from.toString()));
    return format(Zones.toLocal(instant, ZONES.get(to.toString())), TO_THE_SECOND);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneNames.zone(name);
    } catch (DateTimeException e) {
      throw new RowException("'" + name + "' is not a time zone");
    }
  }

  /** An instant of milliseconds since 1970. */
  public static long ofEpoch(long millis) {
    return millis;
  }

  /** An instant of seconds (precision 0) or milliseconds (3) since 1970. */
  public static long ofEpoch(long count, int precision) {
    return switch (precision) {
      case 0 -> Math.multiplyExact(count, Times.SECOND);
      case 3 -> count;
      default -> throw new RowException("TO_TIMESTAMP_LTZ: precision must be 0 or 3");
    };
  }

  /** An instant of seconds since 1970, which may have a fraction. */
  public static long ofSeconds(double seconds) {
    double millis = Math.rint(seconds * Times.SECOND);
    if (!(Math.abs(millis) < Long.MAX_VALUE)) { // also refuses NaN
      throw new RowException("there is no timestamp " + seconds + " seconds after 1970");
    }
    return (long) millis;
  }

  private static DateTimeFormatter parser(String pattern) {
    return OtherPatterns.isPostgres(pattern)
        ? OtherPatterns.ofPostgres(pattern)
        : formatter(pattern);
  }

  private static DateTimeFormatter formatter(String pattern) {
    try {
      // "y" is the year of the era, which Java resolves only together with an era.
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    } catch (IllegalArgumentException e) {
      throw new RowException("'" + pattern + "' is not a date pattern: " + e.getMessage());
    }
  }
}
