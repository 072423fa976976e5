package io.rheo.shell.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Several runs of one query as one: each time is the median of theirs. */
final class Medians {
  private final List<Measurement> runs;

  private Medians(List<Measurement> runs) {
    this.runs = runs;
  }

  /**
   * The middle of each figure, or the mean of the two in the middle; what the query gave is the
   * first run's, and memory is that of the run that took the most.
   *
   * @param runs at least one
   */
  static Measurement of(List<Measurement> runs) {
    return new Medians(runs).measurement();
  }

  private Measurement measurement() {
    Measurement first = runs.get(0);
    return new Measurement(
        first.query(),
        first.events(),
        median(Measurement::seconds),
        median(Measurement::cpuSeconds),
        first.changes(),
        first.rows(),
        first.hash(),
        runs.stream().mapToLong(Measurement::peakBytes).max().orElseThrow(),
        median(Measurement::eventsPerUnit),
        first.generatorSeconds().isPresent()
            ? OptionalDouble.of(median(run -> run.generatorSeconds().orElseThrow()))
            : OptionalDouble.empty(),
        first.latency().isPresent() ? Optional.of(latency()) : Optional.empty(),
        first.verified());
  }

  private Measurement.Latency latency() {
    return new Measurement.Latency(
        median(run -> run.latency().orElseThrow().p50()),
        median(run -> run.latency().orElseThrow().p99()),
        median(run -> run.latency().orElseThrow().p999()));
  }

  private double median(ToDoubleFunction<Measurement> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
