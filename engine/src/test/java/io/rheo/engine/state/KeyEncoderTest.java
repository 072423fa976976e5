package io.rheo.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyEncoderTest {
  private static final DataType BIGINT = DataType.of(TypeName.BIGINT);
  private static final DataType STRING = DataType.of(TypeName.VARCHAR);
  private static final List<List<Object>> VALUES =
      List.of(
          Arrays.asList(DataType.of(TypeName.BOOLEAN), null, true, false),
          Arrays.asList(DataType.of(TypeName.INTEGER), null, 0, 1, -1, Integer.MIN_VALUE),
          Arrays.asList(
              DataType.of(TypeName.BIGINT), null, 0L, 1L << 40, LongWords.NULL, Long.MIN_VALUE),
          Arrays.asList(DataType.of(TypeName.BIGINT).notNull(), 0L, 1L << 40, -1L),
          Arrays.asList(DataType.of(TypeName.DOUBLE), null, 0.0, 1.5, Double.NaN, Double.MIN_VALUE),
          Arrays.asList(
              DataType.decimal(38, 2),
              null,
              new BigDecimal("0.00"),
              new BigDecimal("-0.01"),
              new BigDecimal("999999999999999999999999999999999999.99"),
              new BigDecimal("-999999999999999999999999999999999999.99")),
          Arrays.asList(
              STRING, null, "", "a", "\0", "\0\0", "1234567", "12345678", "12345679", "é€😀é"),
          Arrays.asList(
              DataType.array(STRING),
              null,
              List.of(),
              List.of("a", "b"),
              List.of("ab"),
              Arrays.asList((Object) null)),
          Arrays.asList(
              DataType.map(STRING, DataType.of(TypeName.BIGINT)), Map.of(), Map.of("a", 1L)),
          Arrays.asList(
              DataType.row(List.of(new Field("x", DataType.of(TypeName.DOUBLE)))),
              List.of(1.0),
              List.of(2.0)));

  /** Every value of every column, the others being their column's first. */
  private static List<List<Object>> rows() {
    List<List<Object>> rows = new ArrayList<>();
    for (int column = 0; column < VALUES.size(); column++) {
      for (int i = 1; i < VALUES.get(column).size(); i++) {
        List<Object> row = new ArrayList<>();
        VALUES.forEach(values -> row.add(values.get(1)));
        row.set(column, VALUES.get(column).get(i));
        rows.add(row);
      }
    }
    return rows.stream().distinct().toList();
  }

  private static RowType rowType() {
    return new RowType(
        VALUES.stream().map(values -> new Field("c", (DataType) values.get(0))).toList());
  }

  private static Batch batch(RowType type, List<List<Object>> rows) {
    BatchBuilder builder = new BatchBuilder(type);
    for (List<Object> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        BoxedValues.append(builder.column(i), row.get(i));
      }
      builder.endRow();
    }
    return builder.build();
  }

  @Test
  void differentRowsHaveDifferentWordsAndEqualOnesEqualWords() {
    RowType type = rowType();
    List<List<Object>> rows = new ArrayList<>(rows());
    int distinct = rows.size();
    rows.addAll(rows());
    KeyEncoder encoder = encoder(type);
    GroupTable table = new GroupTable(encoder.width(), new long[0], 0);
    int[] bases = new int[rows.size()];
    int[] all = IntStream.range(0, rows.size()).toArray();
    table.probe(encoder.encode(batch(type, rows)), all, 0, rows.size(), bases);
    assertThat(table.size()).isEqualTo(distinct);
    for (int i = 0; i < distinct; i++) {
      assertThat(bases[i]).isEqualTo(bases[distinct + i]).isEqualTo(i * table.stride());
    }
    for (int column = 0; column < type.size(); column++) {
      for (int i = 0; i < distinct; i++) {
        Object decoded =
            BoxedValues.get(
                encoder.decode(column, table.rows(), bases, distinct), type.type(column), i);
        assertThat(decoded).isEqualTo(rows.get(i).get(column));
      }
    }
  }

  private static KeyEncoder encoder(RowType type) {
    return new KeyEncoder(type, IntStream.range(0, type.size()).boxed().toList());
  }

  @Test
  void zerosAreOneKeyAndNansAreOne() {
    RowType type = RowType.of(new Field("d", DataType.of(TypeName.DOUBLE)));
    double otherNan = Double.longBitsToDouble(0x7FF8_0000_0000_0001L);
    List<List<Object>> rows =
        List.of(List.of(0.0), List.of(-0.0), List.of(Double.NaN), List.of(otherNan));
    long[] words = encoder(type).encode(batch(type, rows));
    assertThat(words[0]).isEqualTo(words[1]).isNotEqualTo(words[2]);
    assertThat(words[2]).isEqualTo(words[3]);
  }

  @Test
  void keysThatMayBeNullHaveNoMoreWordsAndTheirValuesAreNotCopied() {
    RowType type = RowType.of(new Field("a", BIGINT));
    Batch batch = batch(type, List.of(List.of(1L), List.of(2L), List.of(Long.MIN_VALUE)));
    KeyEncoder encoder = encoder(type);
    assertThat(encoder.width()).isEqualTo(1);
    assertThat(encoder.encode(batch)).isSameAs(((LongColumn) batch.column(0)).values());
    RowType wide = RowType.of(new Field("a", BIGINT), new Field("d", DataType.decimal(38, 0)));
    assertThat(encoder(wide).width()).isEqualTo(3);
  }

  @Test
  void nullsAndTheIntegersThatLookLikeThemAreKeysOfTheirOwn() throws IOException {
    Random random = new Random(7);
    for (int columns = 1; columns <= 3; columns++) {
      RowType type = new RowType(Collections.nCopies(columns, new Field("c", BIGINT)));
      KeyEncoder encoder = encoder(type);
      GroupTable table = new GroupTable(encoder.width(), new long[0], 0);
      Map<List<Object>, Integer> expected = new HashMap<>();
      for (int step = 0; step < 40; step++) {
        List<List<Object>> rows = integers(random, columns, step % 4 != 0);
        int[] bases = new int[rows.size()];
        int[] all = IntStream.range(0, rows.size()).toArray();
        table.probe(encoder.encode(batch(type, rows)), all, 0, rows.size(), bases);
        for (int i = 0; i < bases.length; i++) {
          int base = bases[i];
          assertThat(expected.computeIfAbsent(rows.get(i), row -> base)).isEqualTo(base);
        }
        assertThat(table.size()).isEqualTo(expected.size());
        assertDecoded(encoder, table, type, expected);
        if (step % 3 == 0) {
          encoder.mark(table);
          encoder.sweep();
        }
        if (step % 5 == 0) {
          encoder = restored(encoder, type);
        }
      }
    }
  }

  private static List<List<Object>> integers(Random random, int columns, boolean nulls) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<Object> row = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        long value =
            switch (random.nextInt(4)) {
              case 0 -> random.nextInt(3);
              case 1 -> LongWords.NULL;
              case 2 -> LongWords.NULL - random.nextInt(5);
              default -> LongWords.NULL - Integer.MAX_VALUE - random.nextInt(50);
            };
        row.add(nulls && random.nextInt(4) == 0 ? null : value);
      }
      rows.add(row);
    }
    return rows;
  }

  private static void assertDecoded(
      KeyEncoder encoder, GroupTable table, RowType type, Map<List<Object>, Integer> expected) {
    List<List<Object>> rows = List.copyOf(expected.keySet());
    int[] bases = rows.stream().mapToInt(expected::get).toArray();
    for (int column = 0; column < type.size(); column++) {
      Column decoded = encoder.decode(column, table.rows(), bases, bases.length);
      for (int i = 0; i < bases.length; i++) {
        Object value = rows.get(i).get(column);
        assertThat(BoxedValues.get(decoded, type.type(column), i)).isEqualTo(value);
        int next = (i + 1) % bases.length;
        int order =
            encoder.compare(column, false, true, table.rows(), bases[i], table.rows(), bases[next]);
        assertThat(Integer.signum(order))
            .isEqualTo(compare((Long) value, (Long) rows.get(next).get(column)));
      }
    }
  }

  private static int compare(Long a, Long b) {
    return a == null || b == null ? (b == null ? 1 : 0) - (a == null ? 1 : 0) : a.compareTo(b);
  }

  private static KeyEncoder restored(KeyEncoder encoder, RowType type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter writer = new StateWriter(bytes);
    encoder.writeTo(writer);
    KeyEncoder restored = encoder(type);
    restored.readFrom(new StateReader(new ByteArrayInputStream(bytes.toByteArray())));
    return restored;
  }

  @Test
  void stringsThatNoTableHoldsAreForgotten() {
    RowType type = RowType.of(new Field("s", STRING));
    KeyEncoder encoder = encoder(type);
    GroupTable live = new GroupTable(1, new long[0], 0);
    int[] base = new int[1];
    for (int i = 0; i < 50_000; i++) {
      long[] words = encoder.encode(batch(type, List.of(List.of("a long string, number " + i))));
      if (i % 1000 == 0) {
        live.probe(words, new int[] {0}, 0, 1, base);
      }
      if (encoder.wantsCollection()) {
        encoder.mark(live);
        encoder.sweep();
      }
    }
    assertThat(encoder.dictionarySize()).isLessThan(1100);
    for (int i = 0; i < live.size(); i++) {
      Object text = BoxedValues.get(encoder.decode(0, live.rows(), new int[] {i}, 1), STRING, 0);
      assertThat(text).isEqualTo("a long string, number " + i * 1000);
    }
  }

  @Test
  void equalStringsAreOneKeyWhereverTheyAre() {
    Random random = new Random(3);
    RowType type = RowType.of(new Field("s", STRING), new Field("t", STRING));
    KeyEncoder encoder = encoder(type);
    GroupTable table = new GroupTable(encoder.width(), new long[0], 0);
    Map<List<String>, Integer> expected = new HashMap<>();
    for (int step = 0; step < 60; step++) {
      int count = random.nextInt(700);
      BytesColumn first = strings(random, count);
      BytesColumn second = strings(random, count);
      int[] bases = new int[count];
      int[] all = IntStream.range(0, count).toArray();
      Batch batch = new Batch(new Column[] {first, second}, count, null);
      table.probe(encoder.encode(batch), all, 0, count, bases);
      for (int row = 0; row < count; row++) {
        int base = bases[row];
        List<String> key = Arrays.asList(text(first, row), text(second, row));
        assertThat(expected.computeIfAbsent(key, k -> base)).isEqualTo(base);
      }
      assertThat(table.size()).isEqualTo(expected.size());
      if (step % 7 == 0) {
        encoder.mark(table);
        encoder.sweep();
      }
    }
    assertThat(encoder.dictionarySize()).isGreaterThan(1000);
  }

  /** Strings that are often NULL, short, or the slice that the one before is. */
  private static BytesColumn strings(Random random, int count) {
    byte[] bytes = new byte[3000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(2));
    }
    int[] starts = new int[count];
    int[] lengths = new int[count];
    long[] validity = Validity.allSet(count);
    for (int row = 0; row < count; row++) {
      boolean repeats = row > 0 && random.nextInt(3) == 0;
      lengths[row] = repeats ? lengths[row - 1] : random.nextInt(random.nextBoolean() ? 16 : 60);
      starts[row] = repeats ? starts[row - 1] : random.nextInt(bytes.length - lengths[row] + 1);
      if (random.nextInt(10) == 0) {
        lengths[row] = 0;
        Validity.clear(validity, row);
      }
    }
    return new BytesColumn(bytes, starts, lengths, validity);
  }

  private static String text(BytesColumn strings, int row) {
    return strings.isNull(row) ? null : strings.string(row);
  }
}
