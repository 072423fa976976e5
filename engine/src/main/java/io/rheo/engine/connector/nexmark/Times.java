package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.LongColumn;
import java.util.Arrays;

/** Event times, which never go back, and the ends of auctions. */
final class Times {
  private static final int BLOCK = 64; // events whose times may all be the same

  private final NexmarkConfig config;

  Times(NexmarkConfig config) {
    this.config = config;
  }

  LongColumn own(EventRows events) {
    long[] values = new long[events.places()];
    for (int from = 0, to; from < values.length; from = to) {
      to = Math.min(from + BLOCK, values.length);
      long first = config.millis(events.number(from));
      if (first == config.millis(events.number(to - 1))) {
        Arrays.fill(values, from, to, first);
      } else {
        each(events, values, from, to);
      }
    }
    return events.longs(values);
  }

  private void each(EventRows events, long[] values, int from, int to) {
    double micros = config.microsBetweenEvents();
    long base = config.baseMillis();
    for (int i = from; i < to; i++) {
      values[i] = base + (long) (events.number(i) * micros) / 1000;
    }
  }

  /** On average an auction lasts until as many others have begun as are in flight. */
  LongColumn expiry(EventRows events, long salt) {
    long eventsAhead =
        NexmarkConfig.AUCTIONS_IN_FLIGHT
            * config.proportions().total()
            / config.proportions().auction();
    long[] hashes = events.hashes();
    long[] values = new long[events.places()];
    for (int i = 0; i < values.length; i++) {
      long now = config.millis(events.number(i));
      long horizonMillis = config.millis(events.number(i) + eventsAhead) - now;
      long longest = Math.max(1, 2 * horizonMillis);
      values[i] = now + 1 + Draws.upper(Draws.draw(hashes[i], salt), longest);
    }
    return events.longs(values);
  }
}
