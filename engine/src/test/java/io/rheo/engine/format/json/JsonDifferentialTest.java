package io.rheo.engine.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.connector.CollectingOutput;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.format.RandomValues;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.format.RecordEncoder;
import io.rheo.engine.format.Records;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fast path against Jackson, on records well-formed and broken, among other bytes. */
class JsonDifferentialTest {
  private static final int SCHEMAS = 150;
  private static final int RECORDS = 50;
  private static final String[] PIECES = {
    "{", "}", "[", "]", "\"", ":", ",", "\\", "null", "true", "1", "-", ".", "e9", " ", "\n",
    "\u0000", "\\u00e9", "\\ud800", "é", "\"a\":", "{}", "0", "\t", "tru", "\r", "\"x\""
  };

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true"})
  void givesTheSameAnswersAsJackson(boolean verifyTail, boolean failOnMissing) {
    long seed = Seeds.next();
    Random random = new Random(seed);
    Options options =
        Records.options(
            "verify-tail", "" + verifyTail, "fail-on-missing-field", "" + failOnMissing);
    int good = 0;
    for (int schema = 0; schema < SCHEMAS; schema++) {
      RandomValues values = new RandomValues(random);
      RowType record = values.rowType(true);
      int[] targets = someTargets(record, random);
      RowType wanted = wanted(record, targets);
      RecordDecoder fast = new JsonFormat().decoder(options, record, targets);
      JacksonDecoder jackson = new JacksonDecoder(JsonOptions.of(options), record, targets);
      for (byte[] json : records(values, record, options, random)) {
        byte[] buffer = amongOthers(json, random);
        int offset = buffer.length - json.length - RecordDecoder.PADDING;
        String expected = answer(jackson::decode, wanted, buffer, offset, json.length);
        String label =
            "seed " + seed + ", " + record + ": " + new String(json, StandardCharsets.UTF_8);
        assertThat(answer(fast, wanted, buffer, offset, json.length)).as(label).isEqualTo(expected);
        good += expected.startsWith("bad") ? 0 : 1;
      }
    }
    assertThat(good).as("the test must not consist of bad records only").isGreaterThan(2000);
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true"})
  void findsTheEndOfALineByTheWay(boolean verifyTail, boolean failOnMissing) {
    long seed = Seeds.next();
    Random random = new Random(seed);
    Options options =
        Records.options(
            "verify-tail", "" + verifyTail, "fail-on-missing-field", "" + failOnMissing);
    int found = 0;
    for (int schema = 0; schema < SCHEMAS; schema++) {
      RandomValues values = new RandomValues(random);
      RowType record = values.rowType(true);
      int[] targets = someTargets(record, random);
      RowType wanted = wanted(record, targets);
      RecordDecoder decoder = new JsonFormat().decoder(options, record, targets);
      JacksonDecoder jackson = new JacksonDecoder(JsonOptions.of(options), record, targets);
      for (byte[] json : records(values, record, options, random)) {
        String text = new String(json, StandardCharsets.UTF_8);
        if (text.contains("\n")) {
          continue;
        }
        byte[] buffer = Arrays.copyOf(json, 2 * json.length + 2 + RecordDecoder.PADDING);
        buffer[json.length] = '\n';
        System.arraycopy(json, 0, buffer, json.length + 1, json.length);
        int end = 2 * json.length + 2;
        buffer[end - 1] = '\n';
        String expected = answer(jackson::decode, wanted, buffer, 0, json.length);
        String line =
            lineAnswer((bytes, rows) -> decoder.decodeLine(bytes, 0, end, rows), wanted, buffer);
        if (line != null) {
          found++;
          assertThat(line)
              .as("seed %d, %s: %s", seed, record, text)
              .isEqualTo(json.length + " " + expected);
        }
      }
    }
    assertThat(found).as("lines that the fast path took").isGreaterThan(1500);
  }

  private interface LineDecoder {
    int decode(byte[] bytes, BatchBuilder rows);
  }

  /** Where the line ends, and its row; or {@code null}. */
  private static String lineAnswer(LineDecoder decoder, RowType wanted, byte[] buffer) {
    BatchBuilder rows = new BatchBuilder(wanted);
    int stop = decoder.decode(buffer, rows);
    for (int column = 0; column < wanted.size(); column++) {
      assertThat(rows.column(column).size()).isEqualTo(stop < 0 ? 0 : 1);
    }
    if (stop < 0) {
      return null;
    }
    rows.endRow();
    return stop + " " + CollectingOutput.text(rows.build(), wanted, 0);
  }

  @Test
  void theFastPathTakesWhateverTheEncoderWrites() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    JsonOptions options = JsonOptions.of(Records.options());
    for (int schema = 0; schema < SCHEMAS; schema++) {
      RandomValues values = new RandomValues(random);
      RowType record = values.rowType(true);
      ScanColumn[] columns = new ScanColumn[record.size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = new ScanColumn(record.type(i), i, options.timestampStyle());
      }
      JsonScanner scanner = new JsonScanner(options, new JsonFields(record.fields()), columns);
      BatchBuilder rows = new BatchBuilder(record);
      for (byte[] json : encoded(values, record, Records.options())) {
        byte[] padded = Arrays.copyOf(json, json.length + RecordDecoder.PADDING);
        assertThat(scanner.scan(padded, 0, json.length, rows))
            .as("seed %d, %s: %s", seed, record, new String(json, StandardCharsets.UTF_8))
            .isTrue();
        rows.endRow();
      }
    }
  }

  @Test
  void aRecordOfWhichNothingIsReadIsStillNoUtf16() {
    RowType record = RowType.of(new Field("a", DataType.of(TypeName.INTEGER)));
    RecordDecoder decoder = new JsonFormat().decoder(Records.options(), record, new int[] {-1});
    byte[] json = Arrays.copyOf("{\u0000a\":1}".getBytes(StandardCharsets.UTF_8), 40);
    RowType nothing = RowType.of();
    assertThat(answer(decoder, nothing, json, 0, 7)).isEqualTo("bad: it is not valid UTF-8");
  }

  static String answer(
      RecordDecoder decoder, RowType wanted, byte[] buffer, int offset, int length) {
    BatchBuilder rows = new BatchBuilder(wanted);
    String reason = decoder.decode(buffer, offset, length, rows);
    for (int column = 0; column < wanted.size(); column++) {
      int size = rows.column(column).size();
      if (reason == null ? size != 1 : size > 1) {
        throw new AssertionError("column " + column + " has " + size + " entries");
      }
    }
    if (reason != null) {
      return "bad: " + reason;
    }
    rows.endRow();
    return CollectingOutput.text(rows.build(), wanted, 0);
  }

  /** Between other bytes that look like JSON, so that reading too far shows. */
  static byte[] amongOthers(byte[] json, Random random) {
    int before = random.nextInt(20);
    byte[] buffer = new byte[before + json.length + RecordDecoder.PADDING];
    String filler = random.nextBoolean() ? "\"}]}1,\"a\":1}\"}\"}\"}" : "\n{\"column0\":1}\n}}}}";
    for (int i = 0; i < buffer.length; i++) {
      buffer[i] = (byte) filler.charAt(i % filler.length());
    }
    System.arraycopy(json, 0, buffer, before, json.length);
    return buffer;
  }

  static List<byte[]> records(RandomValues values, RowType type, Options options, Random random) {
    return encoded(values, type, options).stream().map(json -> mutated(json, random)).toList();
  }

  private static List<byte[]> encoded(RandomValues values, RowType type, Options options) {
    RecordEncoder encoder = new JsonFormat().encoder(options, type);
    BatchBuilder rows = new BatchBuilder(type);
    values.fill(rows, RECORDS);
    Batch batch = rows.build();
    List<byte[]> records = new ArrayList<>();
    ByteSink out = new ByteSink();
    for (int row = 0; row < RECORDS; row++) {
      out.clear();
      encoder.encode(batch, row, out);
      records.add(out.copy());
    }
    return records;
  }

  private static byte[] mutated(byte[] json, Random random) {
    String text = new String(json, StandardCharsets.UTF_8);
    return switch (random.nextInt(8)) {
      case 0 -> text.substring(0, random.nextInt(text.length())).getBytes(StandardCharsets.UTF_8);
      case 1 -> spliced(text, PIECES[random.nextInt(PIECES.length)], random);
      case 2 -> flipped(json, random);
      case 3 -> text.replace(":", " : ").replace(",", ", ").getBytes(StandardCharsets.UTF_8);
      case 4 ->
          text.replaceFirst("\\{", "{\"x\":[1,{\"column0\":null}],\"y\":\"\\\\\\\\\",")
              .replace(",}", "}")
              .getBytes(StandardCharsets.UTF_8);
      case 5 -> text.replace("column0", "COLUMN0").getBytes(StandardCharsets.UTF_8);
      default -> json;
    };
  }

  private static byte[] spliced(String text, String piece, Random random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(3));
    return (text.substring(0, from) + piece + text.substring(to)).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] flipped(byte[] json, Random random) {
    byte[] result = json.clone();
    result[random.nextInt(result.length)] = (byte) random.nextInt();
    return result;
  }

  private static int[] someTargets(RowType record, Random random) {
    int[] targets = new int[record.size()];
    int count = 0;
    for (int i = 0; i < targets.length; i++) {
      targets[i] = random.nextInt(4) > 0 ? count++ : -1;
    }
    return targets;
  }

  private static RowType wanted(RowType record, int[] targets) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] >= 0) {
        fields.add(record.fields().get(i));
      }
    }
    return new RowType(fields);
  }
}
