package io.rheo.engine.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.connector.CollectingOutput;
import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.Tables;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
  private static final RowType COLUMNS =
      RowType.of(
          new Field("id", DataType.of(TypeName.BIGINT)),
          new Field("name", DataType.of(TypeName.VARCHAR)));

  @TempDir private Path directory;
  private final ErrorLog errors = new ErrorLog();

  @Test
  void readsLinesOfJsonWithAnyLineEndsAndWithoutALastOne() throws Exception {
    Path file =
        write(
            "a.json", "\uFEFF{\"id\":1,\"name\":\"a\"}\r\n\n{\"id\":2}\n{\"name\":\"é\",\"id\":3}");

    assertThat(read(file.toString(), "json")).containsExactly("1,a", "2,NULL", "3,é");
    assertThat(errors.count()).isZero();
  }

  @Test
  void readsCsvWithHeaderAndQuotedLineFeeds() throws Exception {
    Path file = write("a.csv", "id,name\r\n1,\"a\nb\"\r\n2,\r\n3,\"\"\r\n4,\"x\"\"y\"");

    assertThat(read(file.toString(), "csv", "csv.header", "true"))
        .containsExactly("1,a\nb", "2,NULL", "3,", "4,x\"y");
    assertThat(errors.count()).isZero();
  }

  @Test
  void replaysAtAPace() throws Exception {
    Path file = write("a.json", "{\"id\":1}\n{\"id\":2}\n{\"id\":3}");

    assertThat(read(file.toString(), "json", "source.rows-per-second", "500"))
        .containsExactly("1,NULL", "2,NULL", "3,NULL");
    assertThatThrownBy(() -> read(file.toString(), "json", "source.rows-per-second", "-1"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("source.rows-per-second");
  }

  @Test
  void readsDirectoriesGlobsAndGzipWithoutHiddenFiles() throws Exception {
    write("b.json", "{\"id\":2}\n");
    write(".hidden.json", "{\"id\":8}\n");
    write("_tmp/x.json", "{\"id\":9}\n");
    write("deep/er/c.json", "{\"id\":3}\n");
    write("deep/d.txt", "{\"id\":4}\n");
    Files.write(directory.resolve("a.json"), gzip("{\"id\":1}\n{\"id\":11}"));

    assertThat(read(directory.toString(), "json"))
        .containsExactly("1,NULL", "11,NULL", "2,NULL", "4,NULL", "3,NULL");
    assertThat(read(directory + "/*.json", "json")).containsExactly("1,NULL", "11,NULL", "2,NULL");
    assertThat(read(directory + "/**/*.json", "json"))
        .containsExactly("1,NULL", "11,NULL", "2,NULL", "3,NULL");
    assertThat(read("file://" + directory + "/b.json", "json")).containsExactly("2,NULL");
  }

  @Test
  void keepsBadRecordsAndTheirPlace() throws Exception {
    Path file = write("a.json", "{\"id\":1}\nnonsense\n{\"id\":\"x\"}\n{\"id\":4}\n");

    assertThat(read(file.toString(), "json")).containsExactly("1,NULL", "4,NULL");
    assertThat(errors.entries()).hasSize(2);
    ErrorLog.Entry first = errors.entries().get(0);
    assertThat(first.partition()).isEqualTo(file.toString());
    assertThat(first.position()).isEqualTo(9);
    assertThat(new String(first.raw(), StandardCharsets.UTF_8)).isEqualTo("nonsense");
    assertThat(first.reason()).contains("not JSON");
    assertThat(errors.entries().get(1).reason()).isEqualTo("column 'id': 'x' is not a BIGINT");
  }

  @Test
  void failsOnABadRecordIfAskedTo() throws Exception {
    Path file = write("a.json", "{\"id\":1}\nnonsense\n");

    assertThatThrownBy(() -> read(file.toString(), "json", "json.ignore-parse-errors", "false"))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("position 9")
        .hasMessageContaining("a.json");
  }

  @Test
  void survivesAnEndlessLine() throws Exception {
    Path file = directory.resolve("a.json");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("{\"id\":1}\n{\"name\":\"".getBytes(StandardCharsets.UTF_8));
      byte[] filler = new byte[1024 * 1024];
      Arrays.fill(filler, (byte) 'x');
      for (int i = 0; i < 50; i++) {
        out.write(filler);
      }
      out.write("\"}\n{\"id\":3}\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(read(file.toString(), "json")).containsExactly("1,NULL", "3,NULL");
    assertThat(errors.entries()).hasSize(1);
    assertThat(errors.entries().get(0).position()).isEqualTo(9);
    assertThat(errors.entries().get(0).raw()).hasSize(ErrorLog.KEPT_BYTES);
    assertThat(errors.entries().get(0).reason()).contains("source.max-record-size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "csv"})
  void garbageCostsItsOwnLineOnly(String format) throws Exception {
    long seed = Seeds.next();
    Random random = new Random(seed);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    List<String> good = new ArrayList<>();
    int garbage = 0;
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(10) == 0) {
        byte[] line = new byte[2 + random.nextInt(100)];
        random.nextBytes(line);
        for (int at = 0; at < line.length; at++) {
          line[at] = line[at] == '\n' || line[at] == '"' ? (byte) '?' : line[at];
        }
        line[0] = (byte) 0xFF; // so that it is never a good record by chance
        file.write(line);
        garbage++;
      } else {
        String record = format.equals("json") ? "{\"name\":\"n\",\"id\":" + i + "}" : i + ",n";
        file.writeBytes(record.getBytes(StandardCharsets.UTF_8));
        good.add(i + ",n");
      }
      file.write('\n');
    }
    Path path = directory.resolve("fuzz");
    Files.write(path, file.toByteArray());

    assertThat(read(path.toString(), format)).as("seed %d", seed).isEqualTo(good);
    assertThat(errors.count()).as("seed %d", seed).isEqualTo(garbage);
  }

  @Test
  void quotesThatAreNeverClosedCostOneRecord() throws Exception {
    StringBuilder text = new StringBuilder("1,\"a\n");
    for (int i = 2; i < 5000; i++) {
      text.append(i).append(",b\n");
    }
    Path file = write("a.csv", text.toString());

    assertThat(read(file.toString(), "csv", "source.max-record-size", "2 kb")).hasSize(4998);
    assertThat(read(file.toString(), "csv")).hasSize(4998);
    assertThat(errors.entries()).extracting(ErrorLog.Entry::position).containsExactly(0L, 0L);
  }

  @Test
  void saysThatACompressedFileIsCutOff() throws Exception {
    byte[] whole = gzip("{\"id\":1}\n".repeat(1000));
    Path file = directory.resolve("a.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> read(file.toString(), "json"))
        .isInstanceOf(ConnectorException.class)
        .hasMessage("cannot read '" + file + "'");
  }

  @Test
  void readsRecordsAcrossChunks() throws Exception {
    StringBuilder text = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      text.append("{\"id\": ").append(i).append(", \"name\": \"name ").append(i).append("\"}\n");
      expected.append(i).append(",name ").append(i).append('\n');
    }
    Path plain = write("a.json", text.toString());
    Path zipped = directory.resolve("a.gz");
    Files.write(zipped, gzip(text.toString()));

    assertThat(String.join("\n", read(plain.toString(), "json")) + "\n")
        .isEqualTo(expected.toString());
    assertThat(String.join("\n", read(zipped.toString(), "json")) + "\n")
        .isEqualTo(expected.toString());
  }

  @Test
  void readsAnEmptyFileAndAnEmptyDirectory() throws Exception {
    write("sub/empty.json", "");
    Files.createDirectory(directory.resolve("nothing"));

    assertThat(read(directory + "/sub", "json")).isEmpty();
    assertThat(read(directory + "/nothing", "json")).isEmpty();
  }

  @Test
  void saysWhatIsThereIfAFileIsNot() throws Exception {
    write("trades.json", "");

    assertThatThrownBy(() -> read(directory + "/trade.json", "json"))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> {
              assertThat(e)
                  .hasMessage("there is no file or directory '" + directory + "/trade.json'");
              assertThat(e.why()).contains(Path.of("").toAbsolutePath().toString());
              assertThat(e.fix()).isEqualTo("did you mean '" + directory + "/trades.json'?");
            });
    assertThatThrownBy(() -> read(directory + "/*.csv", "json"))
        .hasMessage("no file matches '" + directory + "/*.csv'");
  }

  @Test
  void refusesUnknownOptionsAndNamesTheNearest() {
    assertThatThrownBy(() -> read("x", "json", "json.ignore-parse-error", "true"))
        .isInstanceOfSatisfying(
            OptionException.class,
            e -> assertThat(e.fix()).startsWith("did you mean 'json.ignore-parse-errors'?"));
    assertThatThrownBy(() -> read("x", "jsn"))
        .isInstanceOfSatisfying(
            OptionException.class, e -> assertThat(e.fix()).startsWith("did you mean 'json'?"));
  }

  @Test
  void givesMetadataOfTheFile() throws Exception {
    Path file = write("a.json", "{\"id\":1}\n{\"id\":2}\n");
    var table = Tables.table(COLUMNS, options(file.toString(), "json"));
    SourceRequest request =
        Tables.request(
            table,
            List.of(0),
            new MetadataColumn("file.name", DataType.of(TypeName.VARCHAR)),
            new MetadataColumn("file.size", DataType.of(TypeName.BIGINT)),
            new MetadataColumn("file.offset", DataType.of(TypeName.BIGINT)));

    assertThat(CollectingOutput.readAll(request, errors))
        .containsExactly("1,a.json,18,0", "2,a.json,18,9");
  }

  private List<String> read(String path, String format, String... more) throws Exception {
    return CollectingOutput.readAll(
        Tables.all(Tables.table(COLUMNS, options(path, format, more))), errors);
  }

  static String[] options(String path, String format, String... more) {
    String[] result = new String[more.length + 6];
    System.arraycopy(
        new String[] {"connector", "filesystem", "path", path, "format", format}, 0, result, 0, 6);
    System.arraycopy(more, 0, result, 6, more.length);
    return result;
  }

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
