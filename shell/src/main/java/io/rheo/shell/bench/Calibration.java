package io.rheo.shell.bench;

/**
 * A fixed piece of work, to tell how fast this machine is at the moment: one that shares its caches
 * and its memory with other programs may do half as much in a second as a minute ago. What a query
 * does in the time of a unit of this work depends on that much less than what it does in a second.
 *
 * <p>The query's thread does some of it every few milliseconds, so that both find the machine in
 * the same state; what that costs is taken off the query's times. A unit is some fifty
 * microseconds: a third of it arithmetic on values that are in the nearest cache, a third reads of
 * random places that do not wait for each other, as a batch of look-ups in a hash table makes them,
 * and a third reads of which each says where the next one is.
 *
 * <p>For one thread.
 */
final class Calibration implements Probe {
  private static final long INTERVAL_NANOS = 10_000_000;
  private static final int UNITS = 12;
  private static final int WARM_UP_ROUNDS = 200;
  private static final int LATE_ROUNDS = 200;
  private static final int PLACES = 1 << 20; // 8 MiB: larger than the cache that a core has alone
  private static final int VALUES = 2_048;
  private static final int PASSES = 3;
  private static final int INDEPENDENT_READS = 2_000;
  private static final int DEPENDENT_READS = 100;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final long[] places = new long[PLACES];
  private final long[] values = new long[VALUES];
  private long seed = 1;
  private long units;
  private long cpuNanos;
  private long nanos;
  private long due = System.nanoTime();

  /** Work that has been compiled already. */
  Calibration() {
    for (int i = 0; i < PLACES; i++) {
      places[i] = i * MULTIPLIER;
    }
    work(WARM_UP_ROUNDS);
  }

  /** Forgets what it has measured so far. */
  void reset() {
    units = 0;
    cpuNanos = 0;
    nanos = 0;
  }

  @Override
  public void polling() {
    if (System.nanoTime() - due >= 0) {
      work();
      due = System.nanoTime() + INTERVAL_NANOS;
    }
  }

  /** Works now, unless it has worked while the query ran: it is not told of all of them. */
  void complete() {
    if (units == 0) {
      work(LATE_ROUNDS);
    }
  }

  private void work(int rounds) {
    for (int i = 0; i < rounds; i++) {
      work();
    }
  }

  private void work() {
    long start = System.nanoTime();
    long cpuStart = ProcessUsage.cpuNanosOfThread();
    for (int i = 0; i < UNITS; i++) {
      seed = followed(gathered(computed(seed)));
    }
    units += UNITS;
    cpuNanos += ProcessUsage.cpuNanosOfThread() - cpuStart;
    nanos += System.nanoTime() - start;
  }

  /** How many units a second of CPU time is worth. */
  double unitsPerSecond() {
    return units * 1e9 / cpuNanos;
  }

  /** The CPU time that it took. */
  double cpuSeconds() {
    return cpuNanos / 1e9;
  }

  /** The time that it took by the clock. */
  double seconds() {
    return nanos / 1e9;
  }

  private long computed(long start) {
    long sum = start;
    for (int pass = 0; pass < PASSES; pass++) {
      for (int i = 0; i < VALUES; i++) {
        long value = (values[i] + sum) * MULTIPLIER;
        sum += value ^ (value >>> 29);
        values[i] = value;
      }
    }
    return sum;
  }

  private long gathered(long start) {
    long sum = start;
    long place = start;
    for (int i = 0; i < INDEPENDENT_READS; i++) {
      place += MULTIPLIER;
      sum += places[(int) (((place ^ (place >>> 32)) * MULTIPLIER) >>> 44)];
    }
    return sum;
  }

  private long followed(long start) {
    long place = start;
    for (int i = 0; i < DEPENDENT_READS; i++) {
      place = (places[(int) (place >>> 44)] ^ place) * MULTIPLIER + i;
    }
    return place;
  }
}
