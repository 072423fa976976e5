package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.LongColumn;

/** Event times, which never go back, and the ends of auctions. */
final class Times {
  private final NexmarkConfig config;

  Times(NexmarkConfig config) {
    this.config = config;
  }

  LongColumn own(EventRows events) {
    double micros = config.microsBetweenEvents();
    long base = config.baseMillis();
    long[] numbers = events.numbers();
    long[] values = new long[events.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = base + (long) (numbers[i] * micros) / 1000;
    }
    return new LongColumn(values, null);
  }

  /** On average an auction lasts until as many others have begun as are in flight. */
  LongColumn expiry(EventRows events, long salt) {
    long eventsAhead =
        NexmarkConfig.AUCTIONS_IN_FLIGHT
            * config.proportions().total()
            / config.proportions().auction();
    long[] numbers = events.numbers();
    long[] hashes = events.hashes();
    long[] values = new long[events.count()];
    for (int i = 0; i < values.length; i++) {
      long now = config.millis(numbers[i]);
      long horizonMillis = config.millis(numbers[i] + eventsAhead) - now;
      long longest = Math.max(1, 2 * horizonMillis);
      values[i] = now + 1 + Draws.upper(Draws.draw(hashes[i], salt), longest);
    }
    return new LongColumn(values, null);
  }
}
