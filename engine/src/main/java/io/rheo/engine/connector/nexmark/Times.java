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
    long[] values = new long[events.rowCount()];
    for (int run = 0; run < events.runCount(); run++) {
      long number = events.number(run);
      int end = events.end(run);
      for (int row = events.start(run); row < end; row++) {
        values[row] = base + (long) (number++ * micros) / 1000;
      }
    }
    return new LongColumn(values, events.validity());
  }

  /** On average an auction lasts until as many others have begun as are in flight. */
  LongColumn expiry(EventRows events, long salt) {
    long eventsAhead =
        NexmarkConfig.AUCTIONS_IN_FLIGHT
            * config.proportions().total()
            / config.proportions().auction();
    long[] hashes = events.hashes();
    long[] values = new long[events.rowCount()];
    for (int run = 0; run < events.runCount(); run++) {
      long number = events.number(run);
      int end = events.end(run);
      for (int row = events.start(run); row < end; row++) {
        long now = config.millis(number);
        long horizonMillis = config.millis(number + eventsAhead) - now;
        long longest = Math.max(1, 2 * horizonMillis);
        values[row] = now + 1 + Draws.upper(Draws.draw(hashes[row], salt), longest);
        number++;
      }
    }
    return new LongColumn(values, events.validity());
  }
}
