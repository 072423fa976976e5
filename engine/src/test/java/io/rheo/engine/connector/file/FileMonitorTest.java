package io.rheo.engine.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.connector.CollectingOutput;
import io.rheo.engine.connector.ManualClock;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceReader.Status;
import io.rheo.engine.connector.Tables;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMonitorTest {
  private static final RowType COLUMNS = RowType.of(new Field("s", DataType.of(TypeName.VARCHAR)));

  @TempDir private Path directory;
  private final ManualClock clock = new ManualClock(0);
  private final ErrorLog errors = new ErrorLog();
  private final CollectingOutput output = new CollectingOutput(COLUMNS);
  private SourceReader reader;

  @AfterEach
  void close() {
    if (reader != null) {
      reader.close();
    }
  }

  @Test
  void waitsForFilesAndForTheEndsOfLines() throws Exception {
    open(directory + "/new", "raw");
    drain();
    assertThat(output.events()).isEmpty();

    Files.createDirectory(directory.resolve("new"));
    append("new/a", "one\ntw");
    lookAgain();
    assertThat(output.rows()).containsExactly("one");
    assertThat(output.events()).containsExactly("added 0", "caught up 0");

    append("new/a", "o\r\nthree");
    lookAgain();
    assertThat(output.rows()).containsExactly("one", "two");

    append("new/a", "\n");
    append("new/b", "four\n");
    lookAgain();
    assertThat(output.rows()).containsExactly("one", "two", "three", "four");
    assertThat(output.events()).contains("added 1", "caught up 1").doesNotContain("finished 0");
    assertThat(errors.count()).isZero();
  }

  @Test
  void readsAppendedBytesOneByOne() throws Exception {
    append("a", "");
    open(directory.toString(), "raw");
    String text = "\uFEFFhello\nwörld\n";
    for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
      Files.write(directory.resolve("a"), new byte[] {next}, StandardOpenOption.APPEND);
      lookAgain();
    }
    assertThat(output.rows()).containsExactly("hello", "wörld");
  }

  @Test
  void looksOnlyOncePerInterval() throws Exception {
    open(directory.toString(), "raw");
    drain();
    append("a", "one\n");
    clock.advance(999);
    drain();
    assertThat(output.rows()).isEmpty();
    clock.advance(1);
    drain();
    assertThat(output.rows()).containsExactly("one");
  }

  @Test
  void readsAFileAgainThatWasReplacedByAShorterOne() throws Exception {
    append("a", "s\none\ntwo\n");
    open(directory.toString(), "csv", "csv.header", "true");
    drain();
    Files.writeString(directory.resolve("a"), "s\nnew\n");
    lookAgain();
    assertThat(output.rows()).containsExactly("one", "two", "new");
  }

  @Test
  void finishesFilesThatAreGoneAndCompressedOnes() throws Exception {
    append("a", "one\n");
    Files.write(directory.resolve("b.gz"), gzip("two\nthree"));
    open(directory.toString(), "raw");
    drain();
    assertThat(output.rows()).containsExactly("one", "two", "three");
    assertThat(output.events()).contains("finished 1").doesNotContain("finished 0");

    Files.delete(directory.resolve("a"));
    lookAgain();
    assertThat(output.events()).contains("finished 0");
    append("a", "four\n");
    lookAgain();
    assertThat(output.rows()).containsExactly("one", "two", "three", "four");
    assertThat(output.events()).contains("added 2");
  }

  @Test
  void readsTheFileThatHoldsTheWatermarkBackFirst() throws Exception {
    for (String name : new String[] {"a", "b", "c"}) {
      append(name, name + "\n");
    }
    open(directory.toString(), "raw");
    output.setWatermark(0, 30);
    output.setWatermark(1, 10);
    output.setWatermark(2, 20);
    drain();
    assertThat(output.rows()).containsExactly("b", "c", "a");
  }

  @Test
  void readsManyMoreFilesThanItKeepsOpen() throws Exception {
    StringBuilder text = new StringBuilder();
    text.append("x".repeat(FileSplit.CHUNK)).append('\n').append("y\n");
    for (int i = 0; i < 150; i++) {
      append("f" + i, i < 100 ? "one\ntwo" : text + "two");
    }
    var table = Tables.table(COLUMNS, FileSourceTest.options(directory.toString(), "raw"));
    var rotating =
        new CollectingOutput(COLUMNS) {
          @Override
          public long watermark(int split) {
            return order().stream().filter(other -> other == split).count();
          }
        };
    Source source = new FileConnector().source(Tables.all(table));
    try (SourceReader bounded = source.open(new SourceEnvironment(errors, clock))) {
      while (bounded.poll(0, rotating) != Status.FINISHED) {
        assertThat(rotating.order().size()).isLessThan(10_000);
      }
    }
    assertThat(rotating.rows()).hasSize(100 * 2 + 50 * 3);
    assertThat(rotating.rows().stream().filter("two"::equals)).hasSize(150);
  }

  private void open(String path, String format, String... more) {
    String[] all = new String[more.length + 2];
    System.arraycopy(more, 0, all, 0, more.length);
    all[more.length] = "source.monitor-interval";
    all[more.length + 1] = "1 s";
    var table = Tables.table(COLUMNS, FileSourceTest.options(path, format, all));
    Source source = new FileConnector().source(Tables.all(table));
    assertThat(source.bounded()).isFalse();
    reader = source.open(new SourceEnvironment(errors, clock));
  }

  private void drain() throws InterruptedException {
    for (int polls = 0; reader.poll(0, output) != Status.IDLE; polls++) {
      assertThat(polls).isLessThan(1000);
    }
  }

  private void lookAgain() throws InterruptedException {
    clock.advance(1000);
    drain();
  }

  private void append(String name, String text) throws IOException {
    Files.writeString(
        directory.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
