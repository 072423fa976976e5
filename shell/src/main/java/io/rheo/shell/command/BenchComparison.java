package io.rheo.shell.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What measured queries are compared with, and what becomes of their figures.
 *
 * @param baseline a file of figures of another time
 * @param saved a file that takes in the figures of this time
 * @param variants whether each query is followed by its variants, which are compared with it
 * @param failBelow the share of the other figure that each has to reach, or the command fails
 */
public record BenchComparison(
    Optional<Path> baseline, Optional<Path> saved, boolean variants, OptionalDouble failBelow) {
  /** With nothing. */
  public static final BenchComparison NONE =
      new BenchComparison(Optional.empty(), Optional.empty(), false, OptionalDouble.empty());

  static BenchComparison read(Arguments arguments) throws UsageException {
    BenchComparison comparison =
        new BenchComparison(
            arguments.value("--baseline").map(Path::of),
            arguments.value("--save-baseline").map(Path::of),
            arguments.has("--variants"),
            share(arguments.value("--fail-below")));
    boolean usesBaseline = comparison.baseline.isPresent() || comparison.saved.isPresent();
    for (String other : new String[] {"--source", "--rate", "--event-rate", "--parallelism"}) {
      if (usesBaseline && arguments.has(other)) {
        throw new UsageException("baselines are of runs without options: leave out " + other);
      }
    }
    if (comparison.variants && comparison.baseline.isPresent()) {
      throw new UsageException("--variants compares with the queries themselves, not a --baseline");
    }
    if (comparison.failBelow.isPresent() && !comparison.comparesAnything()) {
      throw new UsageException("--fail-below needs something to compare with: --baseline FILE");
    }
    return comparison;
  }

  private boolean comparesAnything() {
    return baseline.isPresent() || variants;
  }

  private static OptionalDouble share(Optional<String> text) throws UsageException {
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!text.get().matches("[01]([.]\\d{1,9})?")) {
      throw new UsageException("--fail-below takes a share such as 0.8, not '" + text.get() + "'");
    }
    return OptionalDouble.of(Double.parseDouble(text.get()));
  }
}
