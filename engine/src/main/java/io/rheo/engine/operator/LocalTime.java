package io.rheo.engine.operator;

import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The clock of a time zone: instants as local times, in milliseconds as if they were UTC, and back.
 * Without a zone both are the same.
 *
 * <p>When clocks are put back an hour comes twice: its windows then hold the rows of both, and stay
 * open until the second is over.
 */
public final class LocalTime {
  private static final LocalTime SAME = new LocalTime(null);

  private final ZoneRules rules; // null: local times are instants
  private long from = Long.MAX_VALUE; // the instants for which offset is known, exclusive end
  private long to = Long.MIN_VALUE;
  private long offset;

  private LocalTime(ZoneRules rules) {
    this.rules = rules;
  }

  /** The clock of a zone; without one, local times are instants. */
  public static LocalTime of(Optional<ZoneId> zone) {
    return zone.map(id -> new LocalTime(id.getRules())).orElse(SAME);
  }

  /** Whether local times are instants. */
  public boolean isSame() {
    return rules == null;
  }

  /** What clocks show at an instant. */
  public long toLocal(long instant) {
    if (rules == null) {
      return instant;
    }
    if (instant < from || instant >= to) {
      findOffset(instant);
    }
    return instant + offset;
  }

  private void findOffset(long millis) {
    Instant instant = Instant.ofEpochMilli(millis);
    ZoneOffsetTransition next = rules.nextTransition(instant);
    ZoneOffsetTransition last = rules.previousTransition(instant.plusMillis(1));
    from = last == null ? Long.MIN_VALUE : last.getInstant().toEpochMilli();
    to = next == null ? Long.MAX_VALUE : next.getInstant().toEpochMilli();
    offset = rules.getOffset(instant).getTotalSeconds() * 1000L;
  }

  /** The local times of a column of instants. */
  public LongColumn toLocal(LongColumn instants, int rowCount) {
    if (rules == null) {
      return instants;
    }
    long[] values = instants.values();
    long[] validity = instants.validity();
    long[] local = new long[rowCount];
    for (int row = 0; row < rowCount; row++) {
      local[row] = Validity.isSet(validity, row) ? toLocal(values[row]) : 0;
    }
    return new LongColumn(local, validity);
  }

  /** The last instant at which clocks show {@code local}, or the last before they skip it. */
  public long toInstant(long local) {
    if (rules == null) {
      return local;
    }
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(local, 1000L),
            (int) Math.floorMod(local, 1000L) * 1_000_000,
            ZoneOffset.UTC);
    ZoneOffsetTransition transition = rules.getTransition(time);
    if (transition == null) {
      return local - rules.getOffset(time).getTotalSeconds() * 1000L;
    }
    return transition.isGap()
        ? transition.getInstant().toEpochMilli() - 1
        : local - transition.getOffsetAfter().getTotalSeconds() * 1000L;
  }

  /** The local times that are over: no instant after {@code watermark} shows one of them. */
  public long watermark(long watermark) {
    if (rules == null || watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE) {
      return watermark;
    }
    long local = toLocal(watermark + 1) - 1;
    ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochMilli(watermark + 1));
    if (next == null || next.isGap()) {
      return local;
    }
    long after = next.getInstant().toEpochMilli() + next.getOffsetAfter().getTotalSeconds() * 1000L;
    return Math.min(local, after - 1);
  }
}
