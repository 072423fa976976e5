package io.rheo.shell.bench;

import io.rheo.shell.command.BenchInput;
import io.rheo.shell.command.BenchRequest;
import io.rheo.shell.command.Console;
import io.rheo.shell.command.ExitCode;
import io.rheo.sql.error.SqlError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code rheo bench nexmark}: the queries asked for, one after the other. */
public final class Bench {
  private final Console console;
  private final Path queries;
  private final Path events;

  /**
   * A bench over a folder of scripts.
   *
   * @param queries where {@code q0.sql} and the others are
   * @param events where files of events are kept unless a request says where
   */
  public Bench(Console console, Path queries, Path events) {
    this.console = console;
    this.queries = queries;
    this.events = events;
  }

  /** Measures and prints; returns an {@link ExitCode}. */
  public int run(BenchRequest request) throws IOException, InterruptedException {
    List<String> all = all(request.input());
    List<String> names = request.queries().isEmpty() ? all : request.queries();
    for (String name : names) {
      if (!all.contains(name)) {
        console.error("rheo: no query '" + name + "'; there are: " + String.join(", ", all));
        return ExitCode.USAGE;
      }
    }
    if (request.inProcess()) {
      return measure(names.get(0), request);
    }
    if (!request.json()) {
      print(Measurement.HEADER);
    }
    int code = ExitCode.DONE;
    for (String name : names) {
      List<String> lines = new ArrayList<>();
      int ended = BenchProcess.run(request.forOne(name), lines);
      for (String line : lines) {
        print(line);
      }
      code = Math.max(code, ended);
    }
    return code;
  }

  private int measure(String name, BenchRequest request) throws IOException, InterruptedException {
    BenchQuery query = BenchQuery.read(queries, name);
    EventSource source = source(request.input());
    try {
      boolean verified = request.verify() && !BenchQuery.GENERATORS.contains(name);
      if (verified) {
        Optional<String> difference =
            Verification.read(queries).difference(query, source, request.parallelism());
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
      print(request.json() ? measurement.json() : measurement.text());
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
    return new StoredEvents(BenchQuery.tables(queries), store);
  }

  /** The sources alone, then the queries of the folder by number. */
  private List<String> all(BenchInput input) throws IOException {
    boolean generated = input.kind() == BenchInput.Kind.GENERATOR;
    try (Stream<Path> files = Files.list(queries)) {
      return Stream.concat(
              (generated ? BenchQuery.GENERATORS : List.of(BenchQuery.BID_GENERATOR)).stream(),
              files
                  .map(file -> file.getFileName().toString())
                  .filter(file -> file.matches("q\\d+\\.sql"))
                  .map(file -> file.substring(0, file.length() - ".sql".length()))
                  .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.substring(1)))))
          .toList();
    }
  }

  private void print(String line) throws IOException {
    console.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    console.out().flush();
  }
}
