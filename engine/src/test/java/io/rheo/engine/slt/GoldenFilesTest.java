package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.rheo.testing.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every golden file, each in several ways. {@code -Dslt.update} rewrites what the files
 * expect; {@code -Dslt.seed=N} repeats a run; {@code -Dslt.only=window/} leaves out files whose
 * names have not this in them.
 */
class GoldenFilesTest {
  private static final Path ROOT = Path.of("src/test/sql");
  private static final long SEED = Long.getLong("slt.seed", Seeds.next() % 1_000_000);

  @TestFactory
  List<DynamicNode> goldenFiles() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> golden = files.filter(file -> isWanted(file.toString())).sorted().toList();
      assertThat(golden).isNotEmpty();
      return golden.stream().map(GoldenFilesTest::container).toList();
    }
  }

  private static boolean isWanted(String file) {
    return file.endsWith(".slt") && file.contains(System.getProperty("slt.only", ""));
  }

  private static DynamicNode container(Path path) {
    if (System.getProperty("slt.update") != null) {
      update(path);
    }
    return dynamicContainer(
        ROOT.relativize(path).toString(),
        path.toUri(),
        Delivery.all(SEED).stream()
            .map(delivery -> dynamicTest(delivery.name(), () -> run(path, delivery))));
  }

  private static void run(Path path, Delivery delivery) {
    try (GoldenRun run = new GoldenRun(SltFile.read(path), delivery)) {
      List<String> failures = run.failures();
      assertThat(failures).as(() -> String.join("\n\n", failures)).isEmpty();
    }
  }

  private static void update(Path path) {
    SltFile file = SltFile.read(path);
    try (GoldenRun run = new GoldenRun(file, Delivery.SINGLE_ROWS)) {
      run.failures();
      Files.write(path, file.withExpected(run.actual()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
