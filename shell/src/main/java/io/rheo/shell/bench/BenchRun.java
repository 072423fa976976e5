package io.rheo.shell.bench;

import io.rheo.engine.EngineConfig;
import io.rheo.engine.QueryProgress;
import io.rheo.engine.Session;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.shell.bench.EventSource.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs one query and measures it, after runs that warm the compiler up and are not measured.
 *
 * @param volume how many events it reads
 * @param rate how many events come a second by the clock; empty: as fast as possible
 * @param parallelism on how many workers the query runs
 */
record BenchRun(
    BenchQuery query, EventSource source, Volume volume, OptionalLong rate, int parallelism) {
  private static final int WARM_UPS = 2; // loops of the first one were compiled while they ran
  private static final double WARM_UP_SECONDS = 4;
  private static final int WARM_UPS_MAX = 50; // a hundred million events: some 50,000 batches

  Measurement measure() throws IOException, InterruptedException {
    Calibration calibration = new Calibration();
    SourcesAlone sources = new SourcesAlone(parallelism == 1 ? calibration : Probe.NONE);
    warmUp(sources);
    System.gc();
    calibration.reset();
    sources.reset();
    if (rate.isPresent()) {
      Latencies latencies = new Latencies();
      Measurement measurement = run(Clock.systemUTC(), volume, rate, latencies);
      return calibrated(measurement, calibration).withLatency(percentiles(latencies));
    }
    Measurement measurement =
        calibrated(run(Clock.systemUTC(), volume, rate, sources), calibration);
    boolean isComparable = source == EventSource.GENERATOR && parallelism == 1;
    return isComparable ? measurement.withGenerator(sources.cpuSeconds()) : measurement;
  }

  private static Measurement calibrated(Measurement measurement, Calibration calibration) {
    double inSeconds = calibration.seconds();
    double inCpuSeconds = calibration.cpuSeconds();
    calibration.complete();
    return measurement.without(inSeconds, inCpuSeconds).withUnits(calibration.unitsPerSecond());
  }

  /**
   * Runs it again and again: the compiler counts how often it has seen a loop or a call, and a loop
   * over few of the rows, or what is called once a batch, gets there late. A method that calls all
   * of a source then takes it a fifth of a second. The time of these runs is what ends them, not
   * that of the compiler, which takes as much and more at first.
   */
  private void warmUp(Probe probe) throws IOException, InterruptedException {
    Volume part = source.warmUp(volume);
    double seconds = 0;
    for (int i = 0; i < WARM_UPS || (i < WARM_UPS_MAX && seconds < WARM_UP_SECONDS); i++) {
      seconds += run(Clock.systemUTC(), part, OptionalLong.empty(), probe).seconds();
    }
  }

  /** What it writes if processing time stands still, whose rows do not depend on the run then. */
  Measurement outcome(Instant now) throws IOException, InterruptedException {
    return run(Clock.fixed(now, ZoneOffset.UTC), volume, OptionalLong.empty(), Probe.NONE);
  }

  private Measurement run(Clock clock, Volume volume, OptionalLong pace, Probe probe)
      throws IOException, InterruptedException {
    List<String> tables = source.tables(query, volume); // events are written before it is measured
    ResultHash result = new ResultHash();
    EngineConfig config =
        BenchConnectors.config(BenchConnectors.options(volume, pace), result, probe)
            .withClock(clock);
    Path outputs = Files.createTempDirectory("rheo-bench");
    try (BenchSession session = BenchSession.open(config, parallelism)) {
      tables.forEach(table -> session.execute(query.writingTo(outputs, table)));
      String insert =
          query.isInsert() ? query.query() : intoSink(session, query.query(), query.sink());
      Session.Prepared prepared = session.prepare(insert);
      ProcessUsage.awaitQuiet(); // what the compiler has still to do is none of this run
      long start = System.nanoTime();
      long cpuStart = ProcessUsage.cpuNanos();
      QueryProgress progress = session.insert(prepared);
      double cpuSeconds = (ProcessUsage.cpuNanos() - cpuStart) / 1e9;
      double seconds = (System.nanoTime() - start) / 1e9;
      if (query.isInsert()) {
        session.insert(intoSink(session, "SELECT * FROM " + query.target(), BenchConnectors.SINK));
      }
      return new Measurement(
          query.name(),
          volume.events(),
          seconds,
          cpuSeconds,
          query.isInsert() || result.changes() == 0 ? progress.rowsOut() : result.changes(),
          result.rows(),
          result.hash(),
          ProcessUsage.peakBytes(),
          0,
          OptionalDouble.empty(),
          Optional.empty(),
          false);
    } finally {
      delete(outputs);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Measurement.Latency percentiles(Latencies latencies) {
    return new Measurement.Latency(
        latencies.millis(0.5), latencies.millis(0.99), latencies.millis(0.999));
  }

  /** Makes a table for what a query has; returns the INSERT. */
  static String intoSink(BenchSession session, String query, String connector) {
    RowType columns = session.columns(query);
    String declarations =
        columns.fields().stream().map(BenchRun::declaration).collect(Collectors.joining(", "));
    session.execute(
        "CREATE TABLE bench_sink (" + declarations + ") WITH ('connector' = '" + connector + "')");
    return "INSERT INTO bench_sink " + query;
  }

  private static String declaration(Field column) {
    return "`" + column.name() + "` " + column.type().withNullable(true);
  }
}
