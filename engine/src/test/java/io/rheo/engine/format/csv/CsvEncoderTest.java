package io.rheo.engine.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.ValueText;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.format.RecordEncoder;
import io.rheo.engine.format.Records;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvEncoderTest {
  private static final DataType BIGINT = DataType.of(TypeName.BIGINT);
  private static final DataType INTEGER = DataType.of(TypeName.INTEGER);
  private static final DataType STRING = DataType.of(TypeName.VARCHAR);
  private static final String[] PIECES = {
    "a", "bc", " ", "é", "😀", ",", ";", "\"", "\n", "\r", "\t"
  };

  @Test
  void writesNumbersAndTimestampsAsTheyAreShown() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      int precision = i % 4;
      DataType time = DataType.sized(TypeName.TIMESTAMP, precision);
      DataType instant = DataType.sized(TypeName.TIMESTAMP_LTZ, precision);
      RowType row =
          RowType.of(
              new Field("l", BIGINT),
              new Field("i", INTEGER),
              new Field("t", time),
              new Field("z", instant));
      long spread = random.nextBoolean() ? 5_000 : 200_000_000_000_000L; // before and after 1970
      long[] longs = new long[40];
      int[] ints = new int[longs.length];
      long[] times = new long[longs.length];
      for (int j = 0; j < longs.length; j++) {
        longs[j] = random.nextLong() >> random.nextInt(64);
        ints[j] = random.nextInt() >> random.nextInt(32);
        times[j] = (long) (random.nextGaussian() * spread);
      }
      longs[0] = Long.MIN_VALUE;
      ints[0] = Integer.MIN_VALUE;
      Column[] columns = {
        new LongColumn(longs, null),
        new IntColumn(ints, null),
        new LongColumn(times, null),
        new LongColumn(times, null)
      };
      StringBuilder expected = new StringBuilder();
      for (int j = 0; j < longs.length; j++) {
        expected.append(longs[j]).append(',').append(ints[j]).append(',');
        expected.append(ValueText.of(columns[2], time, j)).append(',');
        expected.append(ValueText.of(columns[3], instant, j)).append("Z\n");
      }
      assertThat(encode(row, new Batch(columns, longs.length)))
          .as("seed %d", seed)
          .isEqualTo(expected.toString());
    }
  }

  @Test
  void quotesOnlyWhatNeedsIt() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    String[] texts = new String[2_000];
    BytesBuilder column = (BytesBuilder) ColumnBuilder.of(STRING);
    StringBuilder expected = new StringBuilder();
    StringBuilder expectedEscaped = new StringBuilder();
    for (int i = 0; i < texts.length; i++) {
      StringBuilder text = new StringBuilder();
      int harmless = random.nextInt(3) == 0 ? PIECES.length : 5;
      for (int pieces = random.nextInt(25); pieces > 0; pieces--) {
        text.append(PIECES[random.nextInt(harmless)]);
      }
      texts[i] = text.toString();
      column.append(texts[i]);
      expected.append(quoted(texts[i], ",\"\n\r", "\"", "\"\"")).append('\n');
      expectedEscaped.append(quoted(texts[i], ";\"b\n\r", "\"", "\"\"", "b", "bb")).append('\n');
    }
    RowType row = RowType.of(new Field("s", STRING));
    Batch batch = new Batch(new Column[] {column.build()}, texts.length);
    assertThat(encode(row, batch)).as("seed %d", seed).isEqualTo(expected.toString());
    assertThat(encode(row, batch, "field-delimiter", ";", "escape-character", "b"))
        .as("seed %d", seed)
        .isEqualTo(expectedEscaped.toString());
  }

  /** With pairs of what is in the text and what it becomes. */
  private static String quoted(String text, String special, String... replacements) {
    if (!text.isEmpty() && text.chars().noneMatch(c -> special.indexOf(c) >= 0)) {
      return text;
    }
    String inner = text;
    for (int i = 0; i < replacements.length; i += 2) {
      inner = inner.replace(replacements[i], replacements[i + 1]);
    }
    return '"' + inner + '"';
  }

  private static String encode(RowType row, Batch batch, String... options) {
    RecordEncoder encoder = new CsvFormat().encoder(Records.options(options), row);
    ByteSink out = new ByteSink();
    for (int i = 0; i < batch.rowCount(); i++) {
      encoder.encode(batch, i, out);
      out.put('\n');
    }
    return new String(out.copy(), StandardCharsets.UTF_8);
  }
}
