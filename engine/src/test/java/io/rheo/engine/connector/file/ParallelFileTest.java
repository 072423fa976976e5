package io.rheo.engine.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.connector.CollectingOutput;
import io.rheo.engine.connector.Connectors;
import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.connector.SideBySide;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.Tables;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * However many workers decode a file, its rows and bad records are those of the same file
 * compressed, which is read from its first byte to its last by one thread.
 */
class ParallelFileTest {
  private static final RowType COLUMNS =
      RowType.of(
          new Field("id", DataType.of(TypeName.BIGINT)),
          new Field("name", DataType.of(TypeName.VARCHAR)));
  private static final int MAX_RECORD_SIZE = 300_000;
  private static final MetadataColumn OFFSET =
      new MetadataColumn("file.offset", DataType.of(TypeName.BIGINT));

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"json, 1", "json, 2", "json, 5", "csv, 1", "csv, 2", "csv, 3"})
  void givesTheRowsOfTheCompressedFile(String format, int workers) throws Exception {
    long seed = Seeds.next();
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      text.append(line(format, i, random)).append(random.nextInt(5) == 0 ? "\r\n" : "\n");
    }
    String content = text.substring(0, text.length() - random.nextInt(2));
    Path file = directory.resolve("rows." + format);
    Files.writeString(file, content);
    Path compressed = directory.resolve("rows.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }

    ErrorLog alone = new ErrorLog();
    ErrorLog together = new ErrorLog();
    List<String> expected = read(compressed, format, ParallelTasks.SEQUENTIAL, alone);
    assertThat(expected).hasSizeGreaterThan(30_000);
    assertThat(alone.count()).isPositive();
    assertThat(read(file, format, new SideBySide(workers), together))
        .as("seed %d", seed)
        .isEqualTo(expected);
    assertThat(positions(together)).isEqualTo(positions(alone));
  }

  private static String line(String format, int id, Random random) {
    // Longer than what a worker reads, or than allowed. A record of several lines that is too long
    // is one bad record or two, depending on how much of it was in memory.
    boolean isLong = id < 25_000 && random.nextInt(2_000) == 0;
    String name = "n".repeat(random.nextInt(isLong ? 2 * MAX_RECORD_SIZE : 60));
    if (random.nextInt(50) == 0) {
      return random.nextBoolean() ? "" : "nonsense";
    }
    if (format.equals("json")) {
      return "{\"id\":" + id + ",\"name\":\"" + name + "\"}";
    }
    boolean quoted = id > 25_000 && random.nextInt(20) == 0;
    return id + "," + (quoted ? "\"a\nb" + name + "\"" : name);
  }

  private static List<String> positions(ErrorLog errors) {
    return errors.entries().stream().map(e -> e.position() + ": " + e.reason()).toList();
  }

  private static List<String> read(Path file, String format, ParallelTasks tasks, ErrorLog errors)
      throws InterruptedException {
    SourceRequest request =
        Tables.all(
            Tables.table(
                COLUMNS,
                "connector",
                "filesystem",
                "path",
                file.toString(),
                "format",
                format,
                "source.max-record-size",
                MAX_RECORD_SIZE + " b"),
            OFFSET);
    Source source = Connectors.require(request.table()).source(request);
    CollectingOutput output = new CollectingOutput(request.rowType());
    SourceEnvironment environment = new SourceEnvironment(errors, Clock.systemUTC(), tasks);
    try (SourceReader reader = source.open(environment)) {
      for (int polls = 0; reader.poll(0, output) != SourceReader.Status.FINISHED; polls++) {
        assertThat(polls).as("polls").isLessThan(10_000);
      }
    }
    return output.rows();
  }
}
