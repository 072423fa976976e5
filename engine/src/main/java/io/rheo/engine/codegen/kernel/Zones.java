package io.rheo.engine.codegen.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Between instants and the wall clock of a zone, both in milliseconds. */
public final class Zones {
  private Zones() {}

  /**
   * The instant that a text such as {@code 2026-01-31 10:00:00} means on a clock in {@code zone},
   * or in the zone that stands behind it: {@code Z}, {@code +01}, {@code +01:00}, {@code +0100}.
   */
  public static long instantOf(Slice text, ZoneId zone) {
    String string = text.toString().strip();
    int end = zoneStart(string);
    if (end < 0) {
      return toInstant(TextReader.toTimestamp(text), zone);
    }
    String suffix = string.substring(end);
    long local = TextReader.toTimestamp(Slice.of(string.substring(0, end).stripTrailing()));
    try {
      return toInstant(local, ZoneOffset.of(suffix.equals("z") ? "Z" : suffix));
    } catch (DateTimeException e) {
      throw new RowException("'" + string + "' is not a date or time");
    }
  }

  /** Where the zone begins in a text with a time of day; -1 if there is none. */
  private static int zoneStart(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return -1;
    }
    if (text.endsWith("Z") || text.endsWith("z")) {
      return text.length() - 1;
    }
    return Math.max(text.indexOf('+', colon), text.indexOf('-', colon));
  }

  /** What a clock in {@code zone} shows at that instant. */
  public static long toLocal(long instantMillis, ZoneId zone) {
    if (zone instanceof ZoneOffset offset) {
      return instantMillis + offset.getTotalSeconds() * Times.SECOND;
    }
    ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochMilli(instantMillis));
    return instantMillis + offset.getTotalSeconds() * Times.SECOND;
  }

  /** The instant at which a clock in {@code zone} shows that; the earlier one if there are two. */
  public static long toInstant(long localMillis, ZoneId zone) {
    if (zone instanceof ZoneOffset offset) {
      return localMillis - offset.getTotalSeconds() * Times.SECOND;
    }
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(Math.floorDiv(localMillis, Times.SECOND), 0, ZoneOffset.UTC);
    long offsetMillis = local.atZone(zone).toEpochSecond() * Times.SECOND;
    return offsetMillis + Math.floorMod(localMillis, Times.SECOND);
  }
}
