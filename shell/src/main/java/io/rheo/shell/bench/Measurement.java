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
    Optional<Latency> latency,
    boolean verified) {
  /** Percentiles, in milliseconds. */
  record Latency(double p50, double p99, double p999) {}

  static final String HEADER =
      "query          events/s   CPU s  events/core-s   rows out       left              hash  peak MiB";

  Measurement withVerified(boolean isVerified) {
    return new Measurement(
        query, events, seconds, cpuSeconds, changes, rows, hash, peakBytes, latency, isVerified);
  }

  /** As a line of a table. */
  String text() {
    return String.format(
            Locale.ROOT,
            "%-13s %9s %7.2f %14s %10d %10d  %016x %9d",
            query,
            millions(events / seconds),
            cpuSeconds,
            millions(events / cpuSeconds),
            changes,
            rows,
            hash,
            peakBytes >> 20)
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

  /** As a JSON object. */
  String json() {
    return String.format(
            Locale.ROOT,
            "{\"query\":\"%s\",\"events\":%d,\"seconds\":%.3f,\"events_per_second\":%.0f,"
                + "\"cpu_seconds\":%.3f,\"events_per_core_second\":%.0f,\"changes\":%d,"
                + "\"rows\":%d,\"hash\":\"%016x\",\"peak_rss_bytes\":%d",
            query,
            events,
            seconds,
            events / seconds,
            cpuSeconds,
            events / cpuSeconds,
            changes,
            rows,
            hash,
            peakBytes)
        + latency
            .map(
                l ->
                    String.format(
                        Locale.ROOT,
                        ",\"latency_ms\":{\"p50\":%.3f,\"p99\":%.3f,\"p99.9\":%.3f}",
                        l.p50,
                        l.p99,
                        l.p999))
            .orElse("")
        + (verified ? ",\"verified\":true}" : "}");
  }
}
