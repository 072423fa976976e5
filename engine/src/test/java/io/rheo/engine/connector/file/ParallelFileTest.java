package io.rheo.engine.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.connector.CollectingOutput;
import io.rheo.engine.connector.Connectors;
import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceReader.Status;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.Tables;
import io.rheo.engine.exec.graph.Workers;
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
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
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
    try (Workers threads = new Workers("test", workers)) {
      assertThat(read(file, format, threads, together)).as("seed %d", seed).isEqualTo(expected);
    }
    assertThat(positions(together)).isEqualTo(positions(alone));
  }

  @Test
  void filesThatTakeTurnsKeepTheirOrder() throws Exception {
    long seed = Seeds.next();
    Random random = new Random(seed);
    int files = 3;
    for (int file = 0; file < files; file++) {
      Files.writeString(directory.resolve(file + ".json"), lines(file, 40_000));
    }
    SourceRequest request = request(directory, "json");
    CollectingOutput output = new CollectingOutput(request.rowType());
    try (Workers threads = new Workers("test", 3);
        SourceReader reader = open(request, threads, new ErrorLog())) {
      Status status = Status.MORE;
      while (status != Status.FINISHED) {
        if (random.nextInt(6) == 0) {
          output.setWatermark(random.nextInt(files), random.nextInt(1000));
        }
        status = reader.poll(0, output);
      }
    }

    for (int file = 0; file < files; file++) {
      String own = ",file " + file + ",";
      assertThat(output.rows().stream().filter(row -> row.contains(own)).map(this::id).toList())
          .as("seed %d, file %d", seed, file)
          .isEqualTo(IntStream.range(0, 40_000).boxed().toList());
    }
  }

  @Test
  void mayBeClosedWhileOthersDecode() throws Exception {
    Path file = directory.resolve("rows.json");
    Files.writeString(file, lines(0, 100_000));
    SourceRequest request = request(file, "json");

    try (Workers threads = new Workers("test", 3)) {
      for (int polls = 0; polls < 30; polls++) {
        CollectingOutput output = new CollectingOutput(request.rowType());
        try (SourceReader reader = open(request, threads, new ErrorLog())) {
          for (int poll = 0; poll < polls; poll++) {
            reader.poll(0, output);
          }
        }

        assertThat(output.rows().stream().map(this::id).toList())
            .isEqualTo(IntStream.range(0, output.rows().size()).boxed().toList());
      }
    }
  }

  private static String lines(int file, int count) {
    StringBuilder text = new StringBuilder();
    for (int id = 0; id < count; id++) {
      text.append("{\"id\":" + id + ",\"name\":\"file " + file + "\"}\n");
    }
    return text.toString();
  }

  private int id(String row) {
    return Integer.parseInt(row.substring(0, row.indexOf(',')));
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
    SourceRequest request = request(file, format);
    CollectingOutput output = new CollectingOutput(request.rowType());
    try (SourceReader reader = open(request, tasks, errors)) {
      for (int polls = 0; reader.poll(0, output) != Status.FINISHED; polls++) {
        assertThat(polls).as("polls").isLessThan(10_000);
      }
    }
    return output.rows();
  }

  private static SourceRequest request(Path path, String format) {
    return Tables.all(
        Tables.table(
            COLUMNS,
            "connector",
            "filesystem",
            "path",
            path.toString(),
            "format",
            format,
            "source.max-record-size",
            MAX_RECORD_SIZE + " b"),
        OFFSET);
  }

  private static SourceReader open(SourceRequest request, ParallelTasks tasks, ErrorLog errors) {
    Source source = Connectors.require(request.table()).source(request);
    return source.open(new SourceEnvironment(errors, Clock.systemUTC(), tasks));
  }
}
