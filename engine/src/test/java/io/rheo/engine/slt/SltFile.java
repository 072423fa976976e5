package io.rheo.engine.slt;

import io.rheo.engine.slt.SltBlock.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An {@code .slt} file. Paragraphs are separated by blank lines; lines that start with {@code #}
 * outside of a paragraph are comments.
 */
record SltFile(Path path, List<String> lines, List<SltBlock> blocks) {
  private static final String RESULT = "----";
  private static final String ORACLE = "oracle";
  private static final String SAME = "oracle same";

  static SltFile read(Path path) {
    try {
      return parse(path, Files.readAllLines(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SltFile parse(Path path, List<String> lines) {
    List<SltBlock> blocks = new ArrayList<>();
    int from = 0;
    while (from < lines.size()) {
      if (isBetweenBlocks(lines.get(from))) {
        from++;
        continue;
      }
      int to = from;
      while (to < lines.size() && !lines.get(to).isBlank()) {
        to++;
      }
      blocks.add(block(path, from + 1, lines.subList(from, to)));
      from = to;
    }
    return new SltFile(path, List.copyOf(lines), List.copyOf(blocks));
  }

  private static boolean isBetweenBlocks(String line) {
    return line.isBlank() || line.startsWith("#");
  }

  private static SltBlock block(Path path, int line, List<String> lines) {
    List<String> words = List.of(lines.get(0).strip().split("\\s+"));
    int result = lines.indexOf(RESULT);
    int oracle = Math.max(lines.indexOf(ORACLE), lines.indexOf(SAME));
    int sqlEnd = result < 0 ? lines.size() : result;
    if (oracle >= 0 && oracle < sqlEnd) {
      throw new IllegalArgumentException(path + ":" + line + ": 'oracle' before '----'");
    }
    String sql = String.join("\n", lines.subList(1, sqlEnd));
    int expectedEnd = oracle < 0 ? lines.size() : oracle;
    List<String> expected = result < 0 ? List.of() : lines.subList(result + 1, expectedEnd);
    return new SltBlock(
        line,
        kind(path, line, words.get(0)),
        options(words.subList(1, words.size())),
        sql,
        List.copyOf(expected),
        oracleSql(lines, oracle, sql));
  }

  private static Kind kind(Path path, int line, String word) {
    try {
      return Kind.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ":" + line + ": unknown kind '" + word + "'", e);
    }
  }

  private static Map<String, String> options(List<String> words) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      options.put(
          equals < 0 ? word : word.substring(0, equals),
          equals < 0 ? "" : word.substring(equals + 1));
    }
    return options;
  }

  private static Optional<String> oracleSql(List<String> lines, int oracle, String sql) {
    if (oracle < 0) {
      return Optional.empty();
    }
    return Optional.of(
        lines.get(oracle).equals(SAME)
            ? sql
            : String.join("\n", lines.subList(oracle + 1, lines.size())));
  }

  /**
   * The file with other expected lines.
   *
   * @param expected by the line on which a paragraph starts; paragraphs not named stay as they are
   */
  List<String> withExpected(Map<Integer, List<String>> expected) {
    List<String> result = new ArrayList<>();
    int from = 0;
    for (SltBlock block : blocks) {
      List<String> replacement = expected.get(block.line());
      if (replacement == null) {
        continue;
      }
      int sqlEnd = block.line() + (int) block.sql().lines().count();
      result.addAll(lines.subList(from, sqlEnd));
      boolean hadResult = sqlEnd < lines.size() && lines.get(sqlEnd).equals(RESULT);
      if (hadResult || !replacement.isEmpty()) {
        result.add(RESULT);
      }
      result.addAll(replacement);
      from = sqlEnd + (hadResult ? 1 + block.expected().size() : 0);
    }
    result.addAll(lines.subList(from, lines.size()));
    return result;
  }
}
