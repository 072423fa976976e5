package io.rheo.shell.command;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what {@code rheo bench} was asked for. */
final class BenchArguments {
  private static final long EVENTS = 10_000_000;
  private static final long EVENT_RATE = 1_000_000;

  private BenchArguments() {}

  static BenchRequest request(Arguments arguments) throws UsageException {
    String suite = arguments.operand(0).orElse("");
    if (!suite.equals("nexmark")) {
      throw new UsageException("say what to measure: rheo bench nexmark");
    }
    String format = arguments.value("--format").orElse("table");
    if (!format.equals("table") && !format.equals("json")) {
      throw new UsageException("--format is table or json, not '" + format + "'");
    }
    List<String> queries =
        arguments.value("--queries").map(names -> List.of(names.split(","))).orElse(List.of());
    boolean inProcess = arguments.has("--in-process");
    if (inProcess && queries.size() != 1) {
      throw new UsageException("--in-process measures one query: name it with --queries");
    }
    Optional<Long> rate = number(arguments, "--rate");
    return new BenchRequest(
        queries,
        number(arguments, "--events").orElse(EVENTS),
        number(arguments, "--event-rate").orElse(EVENT_RATE),
        rate.map(OptionalLong::of).orElse(OptionalLong.empty()),
        count(arguments, "--parallelism"),
        input(arguments, rate.isPresent()),
        arguments.has("--verify"),
        count(arguments, "--repeat"),
        format.equals("json"),
        BenchComparison.read(arguments),
        inProcess);
  }

  private static BenchInput input(Arguments arguments, boolean paced) throws UsageException {
    String name = arguments.value("--source").orElse("generator");
    BenchInput.Kind kind =
        switch (name) {
          case "generator" -> BenchInput.Kind.GENERATOR;
          case "file" -> BenchInput.Kind.FILE;
          case "kafka" -> BenchInput.Kind.KAFKA;
          default ->
              throw new UsageException("--source is generator, file or kafka, not '" + name + "'");
        };
    if (paced && kind != BenchInput.Kind.GENERATOR) {
      throw new UsageException("--rate paces the generator: leave it or --source out");
    }
    Optional<String> servers = arguments.value("--bootstrap-servers");
    if (servers.isPresent() != (kind == BenchInput.Kind.KAFKA)) {
      throw new UsageException(
          "--source kafka and --bootstrap-servers HOST:PORT belong together: give both or none");
    }
    Optional<String> folder = arguments.value("--folder");
    if (folder.isPresent() && kind != BenchInput.Kind.FILE) {
      throw new UsageException("--folder is where --source file keeps its events");
    }
    return new BenchInput(kind, servers, folder);
  }

  /** One, if it is not said. */
  private static int count(Arguments arguments, String flag) throws UsageException {
    return (int) Math.min(number(arguments, flag).orElse(1L), Integer.MAX_VALUE);
  }

  private static Optional<Long> number(Arguments arguments, String flag) throws UsageException {
    Optional<String> value = arguments.value(flag);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!value.get().matches("[1-9]\\d{0,17}")) {
      throw new UsageException(flag + " takes a positive number, not '" + value.get() + "'");
    }
    return Optional.of(Long.valueOf(value.get()));
  }
}
