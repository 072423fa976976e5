package io.rheo.shell.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What queries reached at another time: events for each unit of {@link Calibration}, by query and
 * number of events. A file of comma-separated values.
 */
final class Baseline {
  private static final String HEADER = "query,events,events_per_unit";

  private final Map<Run, Double> eventsPerUnit = new LinkedHashMap<>();

  private record Run(String query, long events) {}

  /**
   * Reads one.
   *
   * @throws IOException also if it is not the file of a baseline
   */
  static Baseline read(Path file) throws IOException {
    Baseline baseline = new Baseline();
    for (String line : Files.readAllLines(file)) {
      if (!line.equals(HEADER)) {
        String[] cells = line.split(",", -1);
        if (cells.length != 3
            || !cells[1].matches("\\d{1,18}")
            || !cells[2].matches("\\d+[.]\\d+")) {
          throw new IOException("not a line of a baseline in '" + file + "': " + line);
        }
        baseline.eventsPerUnit.put(
            new Run(cells[0], Long.parseLong(cells[1])), Double.parseDouble(cells[2]));
      }
    }
    return baseline;
  }

  /** One of which nothing is known, unless the file is there. */
  static Baseline readIfExists(Path file) throws IOException {
    return Files.exists(file) ? read(file) : new Baseline();
  }

  void put(Measurement measurement) {
    eventsPerUnit.put(
        new Run(measurement.query(), measurement.events()), measurement.eventsPerUnit());
  }

  /**
   * How fast this was: 0.5 if a query was twice as fast then.
   *
   * @param query whose figure of as many events it is compared with
   * @return empty if there is none
   */
  OptionalDouble share(String query, Measurement measurement) {
    Double then = eventsPerUnit.get(new Run(query, measurement.events()));
    return then == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(measurement.eventsPerUnit() / then);
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    eventsPerUnit.forEach(
        (run, perUnit) ->
            text.append(
                String.format(Locale.ROOT, "%s,%d,%.2f\n", run.query, run.events, perUnit)));
    Files.writeString(file, text);
  }
}
