package io.rheo.shell.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.shell.command.BenchComparison;
import io.rheo.shell.command.BenchInput;
import io.rheo.shell.command.BenchRequest;
import io.rheo.shell.command.Console;
import io.rheo.shell.command.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void comparesWithASavedBaseline() throws Exception {
    Path file = folder.resolve("baseline.csv");
    Files.writeString(file, "query,events,events_per_unit\nq0,1000,100.00\nq2,1000,1000.00\n");
    BenchReport report = report(comparison(file, OptionalDouble.empty()), false);
    report.add(measurement("q0", 90));
    report.add(measurement("q2", 790));
    report.add(measurement("q3", 5));
    assertThat(report.end()).isEqualTo(ExitCode.DONE);
    assertThat(lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("q0 ").endsWith("  0.90 of baseline"),
            line -> assertThat(line).startsWith("q2 ").endsWith("  0.79 of baseline, slower"),
            line -> assertThat(line).startsWith("q3 ").endsWith(" 5.0"));
  }

  @Test
  void failsBelowAShareIfAsked() throws Exception {
    Path file = folder.resolve("baseline.csv");
    Files.writeString(file, "query,events,events_per_unit\nq0,1000,100.00\nq2,1000,1000.00\n");
    BenchReport report = report(comparison(file, OptionalDouble.of(0.95)), true);
    report.add(measurement("q2", 960));
    assertThat(report.end()).isEqualTo(ExitCode.DONE);
    report.add(measurement("q0", 90));
    assertThat(report.end()).isEqualTo(ExitCode.FAILED);
    assertThat(lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith(",\"compared\":0.960}"),
            line -> assertThat(line).endsWith(",\"compared\":0.900}"));
  }

  @Test
  void savesFiguresBesideThoseOfOtherQueries() throws Exception {
    Path file = folder.resolve("baseline.csv");
    for (Measurement measurement :
        List.of(measurement("q0", 1.5), measurement("q2", 2), measurement("q0", 3.25))) {
      BenchReport report =
          report(
              new BenchComparison(
                  Optional.empty(), Optional.of(file), false, OptionalDouble.empty()),
              false);
      report.add(measurement);
      report.end();
    }
    assertThat(file).hasContent("query,events,events_per_unit\nq0,1000,3.25\nq2,1000,2.00\n");
  }

  @Test
  void comparesVariantsWithTheirQuery() throws Exception {
    BenchReport report =
        report(
            new BenchComparison(Optional.empty(), Optional.empty(), true, OptionalDouble.empty()),
            false);
    report.add(measurement("q5", 50));
    report.add(measurement("q5-int-key", 60));
    report.add(measurement("q5-text-key", 20));
    assertThat(lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("q5 ").endsWith(" 50.0"),
            line -> assertThat(line).endsWith("  1.20 of q5"),
            line -> assertThat(line).endsWith("  0.40 of q5, slower"));
  }

  @Test
  void refusesOtherFilesAsABaseline() throws Exception {
    Path file = folder.resolve("baseline.csv");
    Files.writeString(file, "query,events,events_per_unit\nq0,many,100.00\n");
    assertThatThrownBy(() -> Baseline.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("q0,many,100.00");
  }

  @Test
  void tellsThatThereIsNoBaseline() throws Exception {
    assertThat(compareWith(folder.resolve("none.csv"))).isEqualTo(ExitCode.USAGE);
    assertThat(lines()).singleElement().asString().contains("none.csv", "--save-baseline");
  }

  @Test
  void tellsWhatIsNoLineOfABaseline() throws Exception {
    Path file = folder.resolve("baseline.csv");
    Files.writeString(file, "query,events,events_per_unit\nq0,3000000\n");
    assertThat(compareWith(file)).isEqualTo(ExitCode.USAGE);
    assertThat(lines()).singleElement().asString().contains("baseline.csv", "q0,3000000");
  }

  private int compareWith(Path baseline) throws Exception {
    PrintStream err = new PrintStream(out, true, StandardCharsets.UTF_8);
    Bench bench =
        new Bench(new Console(out, err, false, false), Path.of("../queries/nexmark"), folder);
    BenchRequest request =
        new BenchRequest(
            List.of("q0"),
            1000,
            1000,
            OptionalLong.empty(),
            1,
            BenchInput.GENERATOR,
            false,
            1,
            false,
            comparison(baseline, OptionalDouble.empty()),
            false);
    return bench.run(request);
  }

  @Test
  void tellsMediansOfRuns() {
    Measurement median =
        Medians.of(List.of(measurement("q0", 10), measurement("q0", 40), measurement("q0", 20)));
    assertThat(median.eventsPerUnit()).isEqualTo(20);
    assertThat(median.cpuSeconds()).isEqualTo(0.05);
    assertThat(median.peakBytes()).isEqualTo(40);
    Measurement mean = Medians.of(List.of(measurement("q0", 10), measurement("q0", 40)));
    assertThat(mean.eventsPerUnit()).isEqualTo(25);
    assertThat(mean.generatorSeconds()).isEmpty();
    Measurement generator =
        Medians.of(
            List.of(
                measurement("q0", 10).withGenerator(3),
                measurement("q0", 10).withGenerator(1),
                measurement("q0", 10).withGenerator(2)));
    assertThat(generator.generatorSeconds()).hasValue(2);
  }

  @Test
  void tellsWhatAQueryAddsToTheGenerator() {
    assertThat(measurement("q0", 1e6).withGenerator(0.25e-6).text())
        .endsWith(String.format(Locale.ROOT, "%14.1f%8.1f", 0.25, 0.75));
  }

  @Test
  void readsWhatAProcessTells() {
    Measurement run = measurement("q5-int-key", 12.5).withVerified(true).withGenerator(0.125);
    assertThat(MeasurementJson.read(MeasurementJson.of(run))).isEqualTo(run);
    Measurement atRate =
        new Measurement(
            "q0",
            9,
            0.5,
            0.25,
            8,
            7,
            -6,
            5,
            4,
            OptionalDouble.empty(),
            Optional.of(new Measurement.Latency(1, 2, 3)),
            false);
    assertThat(MeasurementJson.read(MeasurementJson.of(atRate))).isEqualTo(atRate);
  }

  /** Of a thousand events, of which so many have the time of a unit. */
  private static Measurement measurement(String query, double perUnit) {
    return new Measurement(
        query,
        1000,
        2,
        1 / perUnit,
        3,
        2,
        0xABCDL,
        (long) perUnit,
        perUnit,
        OptionalDouble.empty(),
        Optional.empty(),
        false);
  }

  private static BenchComparison comparison(Path baseline, OptionalDouble failBelow) {
    return new BenchComparison(Optional.of(baseline), Optional.empty(), false, failBelow);
  }

  private BenchReport report(BenchComparison comparison, boolean json) throws IOException {
    PrintStream err = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new BenchReport(
        new Console(out, err, false, false),
        new BenchRequest(
            List.of(),
            1000,
            1000,
            OptionalLong.empty(),
            1,
            BenchInput.GENERATOR,
            false,
            1,
            json,
            comparison,
            false));
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
