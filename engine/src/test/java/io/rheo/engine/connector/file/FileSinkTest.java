package io.rheo.engine.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.connector.CollectingOutput;
import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.connector.Tables;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
  private static final RowType COLUMNS =
      RowType.of(
          new Field("i", DataType.of(TypeName.INTEGER)),
          new Field("s", DataType.of(TypeName.VARCHAR)));

  @TempDir private Path directory;

  @Test
  void partsAreHiddenUntilTheyAreComplete() throws Exception {
    Path target = directory.resolve("out");
    try (SinkWriter writer = sink(target, "json").open()) {
      writer.write(rows(0, 3));
      assertThat(visible(target)).isEmpty();
      writer.flush();
      assertThat(visible(target)).hasSize(1);
      assertThat(Files.readString(visible(target).get(0)))
          .isEqualTo("{\"i\":0,\"s\":\"s0\"}\n{\"i\":1,\"s\":\"s1\"}\n{\"i\":2,\"s\":\"s2\"}\n");
      writer.write(rows(3, 4));
      writer.finish();
    }
    assertThat(read(target, "json")).containsExactlyInAnyOrder("0,s0", "1,s1", "2,s2", "3,s3");
  }

  @Test
  void whatWasNotFlushedIsNeverSeen() throws Exception {
    SinkWriter writer = sink(directory, "json").open();
    writer.write(rows(0, 100_000)); // more than the buffer
    assertThat(all(directory)).hasSize(1);
    assertThat(read(directory, "json")).isEmpty();
    writer.close();
    assertThat(all(directory)).isEmpty();
  }

  @Test
  void rollsByItsSize() throws Exception {
    Sink sink =
        sink(directory, "csv", "csv.header", "true", "sink.rolling-policy.file-size", "1 kb");
    try (SinkWriter writer = sink.open()) {
      for (int i = 0; i < 10; i++) {
        writer.write(rows(i * 20_000, (i + 1) * 20_000));
      }
      writer.finish();
    }
    assertThat(visible(directory)).hasSizeGreaterThan(3);
    for (Path part : visible(directory)) {
      assertThat(Files.readString(part)).startsWith("i,s\n");
    }
    assertThat(read(directory, "csv", "csv.header", "true"))
        .hasSize(200_000)
        .doesNotHaveDuplicates();
  }

  @Test
  void writersDoNotMeet() throws Exception {
    Sink sink = sink(directory, "csv");
    try (SinkWriter one = sink.open();
        SinkWriter other = sink.open()) {
      one.write(rows(0, 1));
      other.write(rows(1, 2));
      one.finish();
      other.finish();
    }
    assertThat(read(directory, "csv")).containsExactlyInAnyOrder("0,s0", "1,s1");
  }

  @Test
  void writesNothingForNoRows() throws Exception {
    try (SinkWriter writer = sink(directory, "csv", "csv.header", "true").open()) {
      writer.finish();
    }
    assertThat(all(directory)).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithTheDirectory() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    Sink sink = sink(file, "csv");
    assertThat(sink.acceptsRetractions()).isFalse();
    assertThatThrownBy(sink::open)
        .isInstanceOf(ConnectorException.class)
        .hasMessage("cannot create a directory for part files in '" + file + "'");
  }

  private static Sink sink(Path path, String format, String... more) {
    return new FileConnector()
        .sink(Tables.table(COLUMNS, FileSourceTest.options(path.toString(), format, more)));
  }

  private static Batch rows(int from, int to) {
    BatchBuilder rows = new BatchBuilder(COLUMNS);
    for (int i = from; i < to; i++) {
      rows.ints(0).append(i);
      rows.bytes(1).append("s" + i);
      rows.endRow();
    }
    return rows.build();
  }

  private static List<String> read(Path path, String format, String... more) throws Exception {
    return CollectingOutput.readAll(
        Tables.all(Tables.table(COLUMNS, FileSourceTest.options(path.toString(), format, more))),
        new ErrorLog());
  }

  private static List<Path> visible(Path path) throws IOException {
    return all(path).stream()
        .filter(file -> !file.getFileName().toString().startsWith("."))
        .toList();
  }

  private static List<Path> all(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.toList();
    }
  }
}
