package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.LongColumn;

/** Prices in cents: 100 times 10 to a power that is even in [0, 6). */
final class Prices {
  private static final int STEPS = 1024;
  private static final int STEP_BITS = 10;

  /** The power in two digits of base 1024: a multiplication instead of {@code Math.pow}. */
  private static final double[] COARSE = new double[STEPS];

  private static final double[] FINE = new double[STEPS];

  static {
    for (int i = 0; i < STEPS; i++) {
      COARSE[i] = 100 * Math.pow(10, 6.0 * i / STEPS);
      FINE[i] = Math.pow(10, 6.0 * i / STEPS / STEPS);
    }
  }

  private Prices() {}

  static long price(long draw) {
    int steps = (int) (draw >>> (64 - 2 * STEP_BITS));
    return (long) (COARSE[steps >>> STEP_BITS] * FINE[steps & (STEPS - 1)] + 0.5);
  }

  static LongColumn of(EventRows events, long salt) {
    long[] hashes = events.hashes();
    long[] values = new long[events.places()];
    for (int i = 0; i < values.length; i++) {
      values[i] = price(Draws.draw(hashes[i], salt));
    }
    return events.longs(values);
  }

  /** The sum of two prices. */
  static LongColumn sum(EventRows events, long salt, long otherSalt) {
    long[] hashes = events.hashes();
    long[] values = new long[events.places()];
    for (int i = 0; i < values.length; i++) {
      values[i] = price(Draws.draw(hashes[i], salt)) + price(Draws.draw(hashes[i], otherSalt));
    }
    return events.longs(values);
  }
}
