package io.rheo.shell.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

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
 * @param generatorSeconds the CPU time of the generator alone, which makes the same columns of the
 *     same events; empty if it did not make them, or several workers did
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
    OptionalDouble generatorSeconds,
    Optional<Latency> latency,
    boolean verified) {
  /** Percentiles, in milliseconds. */
  record Latency(double p50, double p99, double p999) {}

  static final String HEADER =
      "query          events/s   CPU s  events/core-s   rows out       left              hash  peak MiB  events/unit"
          + "  generator ns  own ns";

  Measurement withVerified(boolean isVerified) {
    return with(seconds, cpuSeconds, eventsPerUnit, generatorSeconds, latency, isVerified);
  }

  Measurement withLatency(Latency percentiles) {
    return with(
        seconds, cpuSeconds, eventsPerUnit, generatorSeconds, Optional.of(percentiles), verified);
  }

  Measurement withGenerator(double aloneSeconds) {
    return with(
        seconds, cpuSeconds, eventsPerUnit, OptionalDouble.of(aloneSeconds), latency, verified);
  }

  /** Without the time of something else that was done meanwhile. */
  Measurement without(double otherSeconds, double otherCpuSeconds) {
    return with(
        seconds - otherSeconds,
        cpuSeconds - otherCpuSeconds,
        eventsPerUnit,
        generatorSeconds,
        latency,
        verified);
  }

  /** Measured when a second of CPU time was worth so many units of {@link Calibration}. */
  Measurement withUnits(double unitsPerSecond) {
    double perUnit = events / (cpuSeconds * unitsPerSecond);
    return with(seconds, cpuSeconds, perUnit, generatorSeconds, latency, verified);
  }

  private Measurement with(
      double newSeconds,
      double newCpuSeconds,
      double newEventsPerUnit,
      OptionalDouble newGeneratorSeconds,
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
        newGeneratorSeconds,
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
        + generator()
        + latency
            .map(
                l ->
                    String.format(
                        Locale.ROOT, "  p50 %.1f p99 %.1f p99.9 %.1f ms", l.p50, l.p99, l.p999))
            .orElse("")
        + (verified ? "  verified" : "");
  }

  /** Nanoseconds of CPU time an event: those of the generator, and what the query adds to them. */
  private String generator() {
    if (generatorSeconds.isEmpty()) {
      return "";
    }
    double alone = generatorSeconds.getAsDouble();
    return String.format(
        Locale.ROOT, "  %12.1f  %6.1f", alone * 1e9 / events, (cpuSeconds - alone) * 1e9 / events);
  }

  private static String millions(double number) {
    return String.format(Locale.ROOT, "%.2f M", number / 1e6);
  }
}
