package io.rheo.shell.bench;

import io.rheo.shell.command.BenchInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The names of the queries in a folder of scripts. */
record QueryFolder(Path path) {
  private static final String SUFFIX = ".sql";
  private static final String VARIANTS = "variants";

  /** The sources alone, then the queries by number. */
  List<String> queries(BenchInput.Kind source) throws IOException {
    boolean isGenerated = source == BenchInput.Kind.GENERATOR;
    return Stream.concat(
            (isGenerated ? BenchQuery.GENERATORS : List.of(BenchQuery.BID_GENERATOR)).stream(),
            names(path, "q\\d+").stream()
                .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.substring(1)))))
        .toList();
  }

  /** Changed forms of a query, such as {@code q5-int-key} of {@code q5}. */
  List<String> variants(String query) throws IOException {
    return names(path.resolve(VARIANTS), query + "-[a-z0-9-]+");
  }

  boolean hasVariant(String name) {
    return isVariant(name) && Files.exists(script(name));
  }

  static boolean isVariant(String name) {
    return name.startsWith("q") && name.contains("-");
  }

  /** The query that a variant is one of, or that it is itself. */
  static String original(String name) {
    return isVariant(name) ? name.substring(0, name.indexOf('-')) : name;
  }

  /** The script of a query or a variant. */
  Path script(String name) {
    return (isVariant(name) ? path.resolve(VARIANTS) : path).resolve(name + SUFFIX);
  }

  private static List<String> names(Path folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.matches(pattern + SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .toList();
    }
  }
}
