package io.rheo.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a benchmark's events come from.
 *
 * @param bootstrapServers of Kafka; empty for the others
 * @param folder where files of events are kept; empty: the usual one
 */
public record BenchInput(Kind kind, Optional<String> bootstrapServers, Optional<String> folder) {
  /** Events that are made while the query runs. */
  public static final BenchInput GENERATOR =
      new BenchInput(Kind.GENERATOR, Optional.empty(), Optional.empty());

  /** Made while the query runs, or written before as JSON. */
  public enum Kind {
    GENERATOR,
    FILE,
    KAFKA
  }

  List<String> words() {
    List<String> words =
        new ArrayList<>(List.of("--source", kind.name().toLowerCase(java.util.Locale.ROOT)));
    bootstrapServers.ifPresent(servers -> words.addAll(List.of("--bootstrap-servers", servers)));
    folder.ifPresent(path -> words.addAll(List.of("--folder", path)));
    return words;
  }
}
