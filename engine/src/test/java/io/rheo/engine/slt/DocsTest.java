package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.rheo.engine.function.FunctionJar;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.text.Script;
import io.rheo.sql.text.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the examples of {@code docs/sql}: the {@code sql} blocks of a page in order, in one session.
 * A {@code text} block after one is what {@code rheo run --format csv} prints for its last
 * statement, {@code --final} if the block says {@code sql final}; after {@code sql error} it is the
 * error. A {@code java} block is a user's function, in {@code functions.jar}. {@code -Dslt.update}
 * rewrites the text blocks.
 */
class DocsTest {
  private static final Path ROOT = Path.of("../docs/sql");
  private static final String FENCE = "```";

  @TempDir private Path functions;

  @TestFactory
  List<DynamicTest> everyExampleIsTrue() throws IOException {
    try (Stream<Path> pages = Files.list(ROOT)) {
      return pages
          .filter(page -> page.toString().endsWith(".md"))
          .sorted()
          .map(page -> dynamicTest(page.getFileName().toString(), () -> check(page, folder(page))))
          .toList();
    }
  }

  @Test
  void everyErrorCodeIsListed() throws IOException {
    String page = Files.readString(ROOT.resolve("errors.md"));
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code)).allMatch(page::contains);
  }

  /** Where the functions of a page are compiled to. */
  private Path folder(Path page) {
    return functions.resolve(page.getFileName());
  }

  private static void check(Path page, Path functions) throws IOException {
    List<String> lines = Files.readAllLines(page);
    List<String> actual = new ArrayList<>();
    FunctionJar jar = new FunctionJar(functions);
    try (EngineUnderTest engine = EngineUnderTest.open(functions)) {
      engine.run("SET 'rheo.stored-tables.bounded' = 'true'"); // as rheo run does
      String result = null; // nothing ran yet: a text block is no result
      int at = 0;
      while (at < lines.size()) {
        String line = lines.get(at);
        actual.add(line);
        at++;
        if (line.startsWith(FENCE) && line.length() > FENCE.length()) {
          int end = at + lines.subList(at, lines.size()).indexOf(FENCE);
          if (line.startsWith(FENCE + "sql")) {
            result = run(engine, lines.subList(at, end), line);
          }
          if (line.equals(FENCE + "java")) {
            jar.add(String.join("\n", lines.subList(at, end)));
          }
          boolean isResult = line.equals(FENCE + "text") && result != null;
          actual.addAll(isResult ? result.lines().toList() : lines.subList(at, end));
          at = end;
        }
      }
    }
    if (System.getProperty("slt.update") != null) {
      Files.write(page, actual);
    }
    assertThat(String.join("\n", actual)).isEqualTo(String.join("\n", lines));
  }

  private static String run(EngineUnderTest engine, List<String> sql, String fence) {
    String result = "";
    for (SqlText statement : Script.split("", String.join("\n", sql))) {
      Outcome outcome = engine.run(statement.text());
      if (outcome instanceof Outcome.Rows rows) {
        result = CsvText.of(rows.changelog(), fence.endsWith(" final"));
      } else if (outcome instanceof Outcome.Failed failed) {
        assertThat(fence).as(failed.error()).endsWith(" error");
        result = failed.error();
      } else {
        result = "";
      }
    }
    return result;
  }
}
