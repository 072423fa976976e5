package io.rheo.shell.bench;

import io.rheo.shell.command.BenchInput;
import io.rheo.shell.command.BenchRequest;
import io.rheo.shell.command.Console;
import io.rheo.shell.command.ExitCode;
import io.rheo.sql.error.SqlError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code rheo bench nexmark}: the queries asked for, one after the other. */
public final class Bench {
  private final Console console;
  private final QueryFolder queries;
  private final Path events;

  /**
   * A bench over a folder of scripts.
   *
   * @param queries where {@code q0.sql} and the others are
   * @param events where files of events are kept unless a request says where
   */
  public Bench(Console console, Path queries, Path events) {
    this.console = console;
    this.queries = new QueryFolder(queries);
    this.events = events;
  }

  /** Measures and prints; returns an {@link ExitCode}. */
  public int run(BenchRequest request) throws IOException, InterruptedException {
    List<String> all = queries.queries(request.input().kind());
    List<String> names = request.queries().isEmpty() ? all : request.queries();
    for (String name : names) {
      if (!all.contains(name) && !queries.hasVariant(name)) {
        console.error("rheo: no query '" + name + "'; there are: " + String.join(", ", all));
        return ExitCode.USAGE;
      }
    }
    return request.inProcess() ? measure(names.get(0), request) : report(names, request);
  }

  private int report(List<String> names, BenchRequest request)
      throws IOException, InterruptedException {
    BenchReport report;
    try {
      report = new BenchReport(console, request);
    } catch (NoSuchFileException e) {
      console.error("rheo: no baseline '" + e.getMessage() + "'; --save-baseline makes one");
      return ExitCode.USAGE;
    } catch (IOException e) {
      console.error("rheo: cannot read the baseline: " + e.getMessage());
      return ExitCode.USAGE;
    }
    report.start();
    for (String name : names) {
      report(name, request, report);
      if (request.comparison().variants()) {
        for (String variant : queries.variants(name)) {
          report(variant, request, report);
        }
      }
    }
    return report.end();
  }

  private static void report(String name, BenchRequest request, BenchReport report)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < request.repeat(); i++) {
      int code = BenchProcess.run(request.forOne(name), lines);
      if (code != ExitCode.DONE) {
        report.failed(code); // and has told why
        return;
      }
    }
    report.add(Medians.of(lines.stream().map(MeasurementJson::read).toList()));
  }

  private int measure(String name, BenchRequest request) throws IOException, InterruptedException {
    BenchQuery query = BenchQuery.read(queries.path(), name);
    EventSource source = source(request.input());
    try {
      boolean verified = request.verify() && BenchQuery.hasAnswer(name);
      if (verified) {
        Optional<String> difference =
            Verification.read(queries.path()).difference(query, source, request.parallelism());
        if (difference.isPresent()) {
          console.error(name + ": " + difference.get());
          return ExitCode.FAILED;
        }
      }
      EventSource.Volume volume = new EventSource.Volume(request.events(), request.eventRate());
      Measurement measurement =
          new BenchRun(query, source, volume, request.rate(), request.parallelism())
              .measure()
              .withVerified(verified);
      String line = request.json() ? MeasurementJson.of(measurement) : measurement.text();
      console.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      console.out().flush();
      return ExitCode.DONE;
    } catch (SqlError e) {
      console.error(name + ": " + e.render());
      return ExitCode.FAILED;
    }
  }

  private EventSource source(BenchInput input) throws IOException {
    return switch (input.kind()) {
      case GENERATOR -> EventSource.GENERATOR;
      case FILE -> stored(new FileStore(input.folder().map(Path::of).orElse(events)));
      case KAFKA -> stored(new KafkaStore(input.bootstrapServers().orElseThrow()));
    };
  }

  private EventSource stored(StoredEvents.Store store) throws IOException {
    return new StoredEvents(BenchQuery.tables(queries.path()), store);
  }
}
