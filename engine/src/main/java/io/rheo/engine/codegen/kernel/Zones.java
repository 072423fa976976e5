package io.rheo.engine.codegen.kernel;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Between instants and the wall clock of a zone, both in milliseconds. */
public final class Zones {
  private Zones() {}

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
