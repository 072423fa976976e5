package io.rheo.shell.bench;

import io.rheo.shell.command.BenchComparison;
import io.rheo.shell.command.BenchRequest;
import io.rheo.shell.command.Console;
import io.rheo.shell.command.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalDouble;

/** Prints measured queries, compares them with what was asked for, and keeps their figures. */
final class BenchReport {
  /** Runs of the same program differ by a tenth: a fifth is told. */
  private static final double SLOWER = 0.8;

  private final Console console;
  private final boolean isJson;
  private final BenchComparison comparison;
  private final Baseline reference;
  private final Baseline figures;
  private int code = ExitCode.DONE;

  BenchReport(Console console, BenchRequest request) throws IOException {
    this.console = console;
    this.isJson = request.json();
    this.comparison = request.comparison();
    this.reference =
        comparison.baseline().isPresent()
            ? Baseline.read(comparison.baseline().get())
            : new Baseline();
    this.figures =
        comparison.saved().isPresent()
            ? Baseline.readIfExists(comparison.saved().get())
            : new Baseline();
  }

  void start() throws IOException {
    if (!isJson) {
      print(Measurement.HEADER);
    }
  }

  /** Prints a line. Of variants, the query itself comes first. */
  void add(Measurement measurement) throws IOException {
    boolean ofVariants = comparison.variants();
    String query = ofVariants ? QueryFolder.original(measurement.query()) : measurement.query();
    OptionalDouble share = reference.share(query, measurement);
    if (ofVariants && share.isEmpty()) {
      reference.put(measurement);
    }
    figures.put(measurement);
    if (share.isPresent() && share.getAsDouble() < comparison.failBelow().orElse(0)) {
      code = ExitCode.FAILED;
    }
    String other = ofVariants ? query : "baseline";
    print(
        isJson
            ? MeasurementJson.of(measurement, share)
            : measurement.text() + (share.isPresent() ? text(share.getAsDouble(), other) : ""));
  }

  private String text(double share, String other) {
    String judgement = share < comparison.failBelow().orElse(SLOWER) ? ", slower" : "";
    return String.format(Locale.ROOT, "  %.2f of %s%s", share, other, judgement);
  }

  void failed(int exitCode) {
    code = Math.max(code, exitCode);
  }

  /** Keeps the figures, if that was asked for; returns an {@link ExitCode}. */
  int end() throws IOException {
    if (comparison.saved().isPresent()) {
      figures.write(comparison.saved().get());
    }
    return code;
  }

  private void print(String line) throws IOException {
    console.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    console.out().flush();
  }
}
