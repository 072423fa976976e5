package io.rheo.shell.bench;

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
import java.util.stream.Stream;

/** {@code rheo bench nexmark}: the queries asked for, one after the other. */
public final class Bench {
  private final Console console;
  private final Path queries;

  /**
   * A bench over a folder of scripts.
   *
   * @param queries where {@code q0.sql} and the others are
   */
  public Bench(Console console, Path queries) {
    this.console = console;
    this.queries = queries;
  }

  /** Measures and prints; returns an {@link ExitCode}. */
  public int run(BenchRequest request) throws IOException, InterruptedException {
    List<String> names = request.queries().isEmpty() ? all() : request.queries();
    for (String name : names) {
      if (!BenchQuery.GENERATORS.contains(name) && !Files.exists(queries.resolve(name + ".sql"))) {
        console.error("rheo: no query '" + name + "'; there are: " + String.join(", ", all()));
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
    try {
      Measurement measurement =
          new BenchRun(
                  BenchQuery.read(queries, name),
                  request.events(),
                  request.eventRate(),
                  request.rate(),
                  request.parallelism())
              .measure();
      print(request.json() ? measurement.json() : measurement.text());
      return ExitCode.DONE;
    } catch (SqlError e) {
      console.error(name + ": " + e.render());
      return ExitCode.FAILED;
    }
  }

  /** The generators, then the queries of the folder by number. */
  private List<String> all() throws IOException {
    try (Stream<Path> files = Files.list(queries)) {
      return Stream.concat(
              BenchQuery.GENERATORS.stream(),
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
