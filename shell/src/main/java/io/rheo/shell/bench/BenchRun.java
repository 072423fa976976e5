package io.rheo.shell.bench;

import io.rheo.engine.Engine;
import io.rheo.engine.Job;
import io.rheo.engine.Session;
import io.rheo.engine.StatementResult;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Runs one query and measures it, after a run that warms the compiler up and is not measured.
 *
 * @param events how many to make
 * @param eventRate events a second of event time
 * @param rate how many events come a second by the clock; empty: as fast as possible
 * @param parallelism on how many workers the query runs
 */
record BenchRun(BenchQuery query, long events, long eventRate, OptionalLong rate, int parallelism) {
  private static final long WARM_UP_EVENTS = 2_000_000;
  private static final long DEADLINE_MILLIS = 24L * 3600 * 1000;

  Measurement measure() throws IOException, InterruptedException {
    long warmUp = Math.min(events, WARM_UP_EVENTS);
    run(warmUp, OptionalLong.empty());
    run(warmUp, OptionalLong.empty()); // the loops of the first one were compiled while they ran
    System.gc();
    return run(events, rate);
  }

  private Measurement run(long count, OptionalLong pace) throws IOException, InterruptedException {
    ResultHash result = new ResultHash();
    Latencies latencies = new Latencies();
    try (Engine engine =
            new Engine(BenchConnectors.config(options(count, pace), result, latencies));
        Session session = engine.openSession()) {
      execute(session, "SET 'parallelism.default' = '" + parallelism + "'");
      String insert = prepare(session);
      long start = System.nanoTime();
      long cpuStart = ProcessUsage.cpuNanos();
      Job job = ((StatementResult.Started) execute(session, insert)).job();
      if (!job.await(DEADLINE_MILLIS)) {
        throw new IllegalStateException("the query goes on and on");
      }
      double cpuSeconds = (ProcessUsage.cpuNanos() - cpuStart) / 1e9;
      double seconds = (System.nanoTime() - start) / 1e9;
      job.failure()
          .ifPresent(
              failure -> {
                throw failure;
              });
      return new Measurement(
          query.name(),
          count,
          seconds,
          cpuSeconds,
          result.changes() == 0 ? job.progress().rowsOut() : result.changes(),
          result.rows(),
          result.hash(),
          ProcessUsage.peakBytes(),
          pace.isPresent() ? Optional.of(percentiles(latencies)) : Optional.empty());
    }
  }

  private Map<String, String> options(long count, OptionalLong pace) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("events.num", Long.toString(count));
    options.put("first-event.rate", Long.toString(pace.orElse(eventRate)));
    options.put("max-emit-speed", Boolean.toString(pace.isEmpty()));
    return options;
  }

  private static Measurement.Latency percentiles(Latencies latencies) {
    return new Measurement.Latency(
        latencies.millis(0.5), latencies.millis(0.99), latencies.millis(0.999));
  }

  /** Makes tables and views; returns the INSERT to measure. */
  private String prepare(Session session) {
    query.preparations().forEach(statement -> execute(session, statement));
    if (query.isInsert()) {
      return query.query();
    }
    RowType columns = session.prepare(query.query()).columns().orElseThrow();
    String declarations =
        columns.fields().stream().map(BenchRun::declaration).collect(Collectors.joining(", "));
    execute(
        session,
        "CREATE TABLE bench_sink ("
            + declarations
            + ") WITH ('connector' = '"
            + query.sink()
            + "')");
    return "INSERT INTO bench_sink " + query.query();
  }

  private static String declaration(Field column) {
    return "`" + column.name() + "` " + column.type().withNullable(true);
  }

  private static StatementResult execute(Session session, String sql) {
    return session.execute(session.prepare(sql), List.of());
  }
}
