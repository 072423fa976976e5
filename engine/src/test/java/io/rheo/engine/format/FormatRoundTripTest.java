package io.rheo.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.ValueText;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.RowType;
import io.rheo.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatRoundTripTest {
  private static final int SCHEMAS = 120;
  private static final int ROWS = 20;

  @ParameterizedTest
  @CsvSource({
    "json, , ",
    "json, timestamp-format.standard, ISO-8601",
    "json, timestamp-format.standard, SQL",
    "json, encode.ignore-null-fields, true",
    "json, encode.decimal-as-plain-number, true",
    "json, verify-tail, true",
    "csv, , ",
    "csv, field-delimiter, ;",
    "csv, null-literal, null",
    "csv, escape-character, \\",
    "csv, quote-character, |",
    "csv, allow-comments, true",
  })
  void whatIsWrittenReadsBackAsTheSame(String format, String key, String value) {
    Options options = new Options("test", key == null ? Map.of() : Map.of(key, value));
    long seed = Seeds.next();
    RandomValues values = new RandomValues(new Random(seed));
    for (int schema = 0; schema < SCHEMAS; schema++) {
      RowType type = values.rowType(format.equals("json"));
      BatchBuilder builder = new BatchBuilder(type);
      values.fill(builder, ROWS);
      Batch written = builder.build();
      Batch read = decode(options, format, type, encode(options, format, type, written), seed);
      for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < type.size(); column++) {
          String label = "seed " + seed + " " + type.fields().get(column);
          assertThat(read.column(column).isNull(row))
              .as(label)
              .isEqualTo(written.column(column).isNull(row));
          assertThat(ValueText.of(read.column(column), type.type(column), row))
              .as(label)
              .isEqualTo(ValueText.of(written.column(column), type.type(column), row));
        }
      }
    }
  }

  private static ByteSink encode(Options options, String format, RowType type, Batch batch) {
    RecordEncoder encoder = Formats.require(named(format), "format").encoder(options, type);
    ByteSink file = new ByteSink();
    for (int row = 0; row < batch.rowCount(); row++) {
      encoder.encode(batch, row, file);
      file.put('\n');
    }
    return file;
  }

  private static Batch decode(
      Options options, String format, RowType type, ByteSink file, long seed) {
    int[] targets = IntStream.range(0, type.size()).toArray();
    RecordDecoder decoder =
        Formats.require(named(format), "format").decoder(options, type, targets);
    BatchBuilder rows = new BatchBuilder(type);
    int end = file.size();
    byte[] bytes = Arrays.copyOf(file.array(), end + RecordDecoder.PADDING);
    for (int column : targets) {
      if (rows.column(column) instanceof BytesBuilder texts) {
        texts.shareBuffer(bytes);
      }
    }
    for (int at = 0; at < end; ) {
      int stop = decoder.endOfRecord(bytes, at, end, true);
      String record = new String(bytes, at, stop - at, StandardCharsets.UTF_8);
      String reason = decoder.decode(bytes, at, stop - at, rows);
      assertThat(reason).as("seed %d, %s: %s", seed, type, record).isNull();
      rows.endRow();
      at = stop + 1;
    }
    return rows.build();
  }

  private static Options named(String format) {
    return new Options("test", Map.of("format", format));
  }
}
