package io.rheo.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Cases in a text file: SQL, a line {@code ----}, the expected text; a line {@code ====} ends a
 * case. {@code -Dgolden.update} writes what was seen into the file instead of comparing.
 */
final class GoldenFile {
  /** One case; {@code line} is where its SQL begins. */
  record Case(int line, String sql, String expected) {}

  private final Path path;

  GoldenFile(String name) {
    this.path = Path.of("src/test/resources/io/rheo/sql", name);
  }

  /** Runs every case and gives each that differs, as text. */
  List<String> differences(UnaryOperator<String> actual) throws IOException {
    List<String> differences = new ArrayList<>();
    StringBuilder updated = new StringBuilder();
    for (Case c : cases()) {
      String seen = actual.apply(c.sql()).strip();
      updated.append(c.sql()).append("\n----\n").append(seen).append("\n====\n");
      if (!seen.equals(c.expected())) {
        differences.add(path + ":" + c.line() + "\n" + c.sql() + "\n-- was:\n" + seen + "\n");
      }
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(path, updated);
      return List.of();
    }
    return differences;
  }

  List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    List<String> sql = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    List<String> current = sql;
    int line = 0;
    int start = 1;
    for (String text : Files.readAllLines(path)) {
      line++;
      if (text.equals("----")) {
        current = expected;
      } else if (text.equals("====")) {
        cases.add(new Case(start, String.join("\n", sql), String.join("\n", expected).strip()));
        sql.clear();
        expected.clear();
        current = sql;
        start = line + 1;
      } else {
        current.add(text);
      }
    }
    return cases;
  }
}
