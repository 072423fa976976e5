package io.rheo.shell.bench;

import java.util.Arrays;

/**
 * How long results take: from the moment when the first event of a step was due, at the latest, to
 * the moment when rows of that step are written. An upper bound, as events of a step that came
 * later took less. Source and sink are called by one thread.
 */
final class Latencies implements Probe {
  private static final int SAMPLES = 1 << 16;

  private final long[] nanos = new long[SAMPLES]; // the last so many
  private long count;
  private long lastPoll = System.nanoTime();
  private long due; // when the events that are being processed were due
  private boolean reading;

  @Override
  public void written() {
    reading = false;
    nanos[(int) (count++ % SAMPLES)] = System.nanoTime() - due;
  }

  /**
   * The latency that this share of the written batches kept to, in milliseconds.
   *
   * @param share from 0 to 1
   */
  double millis(double share) {
    int known = (int) Math.min(count, SAMPLES);
    if (known == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, known);
    Arrays.sort(sorted);
    return sorted[Math.min(known - 1, (int) (share * known))] / 1e6;
  }

  @Override
  public void polled() {
    lastPoll = System.nanoTime();
  }

  @Override
  public void rowsCame() {
    if (!reading) {
      reading = true;
      due = lastPoll; // they were not due yet when the poll before this one ended
    }
  }
}
