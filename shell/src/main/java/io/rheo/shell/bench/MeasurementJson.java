package io.rheo.shell.bench;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A measurement as a JSON object in one line, which is also how a process tells it to its parent.
 */
final class MeasurementJson {
  private static final String GENERATOR = "generator_cpu_seconds";
  private static final String LATENCY = "latency_ms";

  /**
   * A member whose value is not an object: nothing here needs an escape, and no name comes twice.
   */
  private static final Pattern MEMBER = Pattern.compile("\"([\\w.]+)\":\"?([^\",{}]+)\"?");

  private MeasurementJson() {}

  static String of(Measurement measurement) {
    return of(measurement, OptionalDouble.empty());
  }

  /**
   * With what it was compared with.
   *
   * @param share of the other's events per unit
   */
  static String of(Measurement measurement, OptionalDouble share) {
    StringBuilder json = new StringBuilder("{");
    text(json, "query", measurement.query());
    number(json, "events", "%d", measurement.events());
    number(json, "seconds", "%.3f", measurement.seconds());
    number(json, "events_per_second", "%.0f", measurement.events() / measurement.seconds());
    number(json, "cpu_seconds", "%.3f", measurement.cpuSeconds());
    number(json, "events_per_core_second", "%.0f", measurement.events() / measurement.cpuSeconds());
    number(json, "changes", "%d", measurement.changes());
    number(json, "rows", "%d", measurement.rows());
    text(json, "hash", String.format("%016x", measurement.hash()));
    number(json, "peak_rss_bytes", "%d", measurement.peakBytes());
    number(json, "events_per_unit", "%.2f", measurement.eventsPerUnit());
    measurement.generatorSeconds().ifPresent(seconds -> number(json, GENERATOR, "%.3f", seconds));
    measurement.latency().ifPresent(latency -> latency(json, latency));
    if (measurement.verified()) {
      number(json, "verified", "%s", true);
    }
    share.ifPresent(part -> number(json, "compared", "%.3f", part));
    return json.append('}').toString();
  }

  private static void latency(StringBuilder json, Measurement.Latency latency) {
    name(json, LATENCY).append('{');
    number(json, "p50", "%.3f", latency.p50());
    number(json, "p99", "%.3f", latency.p99());
    number(json, "p99.9", "%.3f", latency.p999());
    json.append('}');
  }

  private static void text(StringBuilder json, String name, String value) {
    name(json, name).append('"').append(value).append('"');
  }

  private static void number(StringBuilder json, String name, String format, Object value) {
    name(json, name).append(String.format(Locale.ROOT, format, value));
  }

  private static StringBuilder name(StringBuilder json, String name) {
    boolean isFirst = json.charAt(json.length() - 1) == '{';
    return json.append(isFirst ? "\"" : ",\"").append(name).append("\":");
  }

  /** Reads what {@link #of} wrote. */
  static Measurement read(String json) {
    Map<String, String> members = new HashMap<>();
    Matcher member = MEMBER.matcher(json);
    while (member.find()) {
      members.put(member.group(1), member.group(2));
    }
    return new Measurement(
        members.get("query"),
        Long.parseLong(members.get("events")),
        Double.parseDouble(members.get("seconds")),
        Double.parseDouble(members.get("cpu_seconds")),
        Long.parseLong(members.get("changes")),
        Long.parseLong(members.get("rows")),
        Long.parseUnsignedLong(members.get("hash"), 16),
        Long.parseLong(members.get("peak_rss_bytes")),
        Double.parseDouble(members.get("events_per_unit")),
        members.containsKey(GENERATOR)
            ? OptionalDouble.of(Double.parseDouble(members.get(GENERATOR)))
            : OptionalDouble.empty(),
        json.contains(LATENCY) ? Optional.of(latency(members)) : Optional.empty(),
        members.containsKey("verified"));
  }

  private static Measurement.Latency latency(Map<String, String> members) {
    return new Measurement.Latency(
        Double.parseDouble(members.get("p50")),
        Double.parseDouble(members.get("p99")),
        Double.parseDouble(members.get("p99.9")));
  }
}
