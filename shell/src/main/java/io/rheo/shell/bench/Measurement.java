package io.rheo.shell.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * What a run of one query cost.
 *
 * @param events that the source made or skipped
 * @param changes rows that the query emitted, those that take others back included
 * @param rows rows that are left in the end
 * @param hash of those; the same whatever their order
 * @param peakBytes the most memory of the process, warm-up included
 * @param eventsPerUnit events in the CPU time of a unit of {@link Calibration}: hardly depends on
 *     how fast the machine is at the moment
 * @param latency empty if events came as fast as possible
 * @param verified whether the query's answer was compared with another system's
 */
record Measurement(
    String query,
    long events,
    double seconds,
    double cpuSeconds,
    long changes,
    long rows,
    long hash,
    long peakBytes,
    double eventsPerUnit,
    Optional<Latency> latency,
    boolean verified) {
  /** Percentiles, in milliseconds. */
  record Latency(double p50, double p99, double p999) {}

  static final String HEADER =
      "query          events/s   CPU s  events/core-s   rows out       left              hash  peak MiB  events/unit";

  Measurement withVerified(boolean isVerified) {
    return with(seconds, cpuSeconds, eventsPerUnit, latency, isVerified);
  }

  Measurement withLatency(Latency percentiles) {
    return with(seconds, cpuSeconds, eventsPerUnit, Optional.of(percentiles), verified);
  }

  /** Without the time of something else that was done meanwhile. */
  Measurement without(double otherSeconds, double otherCpuSeconds) {
    return with(
        seconds - otherSeconds, cpuSeconds - otherCpuSeconds, eventsPerUnit, latency, verified);
  }

  /** Measured when a second of CPU time was worth so many units of {@link Calibration}. */
  Measurement withUnits(double unitsPerSecond) {
    double perUnit = events / (cpuSeconds * unitsPerSecond);
    return with(seconds, cpuSeconds, perUnit, latency, verified);
  }

  private Measurement with(
      double newSeconds,
      double newCpuSeconds,
      double newEventsPerUnit,
      Optional<Latency> newLatency,
      boolean isVerified) {
    return new Measurement(
        query,
        events,
        newSeconds,
        newCpuSeconds,
        changes,
        rows,
        hash,
        peakBytes,
        newEventsPerUnit,
        newLatency,
        isVerified);
  }

  /** As a line of a table. */
  String text() {
    return String.format(
            Locale.ROOT,
            "%-13s %9s %7.2f %14s %10d %10d  %016x %9d %12.1f",
            query,
            millions(events / seconds),
            cpuSeconds,
            millions(events / cpuSeconds),
            changes,
            rows,
            hash,
            peakBytes >> 20,
            eventsPerUnit)
        + latency
            .map(
                l ->
                    String.format(
                        Locale.ROOT, "  p50 %.1f p99 %.1f p99.9 %.1f ms", l.p50, l.p99, l.p999))
            .orElse("")
        + (verified ? "  verified" : "");
  }

  private static String millions(double number) {
    return String.format(Locale.ROOT, "%.2f M", number / 1e6);
  }
}
