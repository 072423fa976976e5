package io.rheo.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.Column;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowLogTest {
  private static final RowType ROW =
      RowType.of(
          new Field("n", DataType.of(TypeName.BIGINT)),
          new Field("unread", DataType.of(TypeName.INTEGER)),
          new Field("s", DataType.of(TypeName.VARCHAR)),
          new Field("d", DataType.of(TypeName.DOUBLE)),
          new Field("a", DataType.array(DataType.of(TypeName.VARCHAR))),
          new Field("w", DataType.decimal(38, 0)));
  private static final List<Integer> KEPT = List.of(2, 0, 4, 3, 5);

  @Test
  void rowsComeBackAsTheyWentIn() throws IOException {
    long seed = Seeds.next();
    Random random = new Random(seed);
    RowLog log = newLog();
    List<List<Object>> expected = new ArrayList<>(); // each with the owner's word at the end
    for (int round = 0; round < 30; round++) {
      List<List<Object>> rows = rows(random.nextInt(round % 7 == 0 ? 3000 : 20), random);
      assertThat(log.append(batch(ROW, rows))).isEqualTo(expected.size());
      for (List<Object> row : rows) {
        assertThat(log.get(expected.size(), 1)).isZero();
        long own = random.nextLong();
        log.set(expected.size(), 1, own);
        List<Object> withOwn = new ArrayList<>(row);
        withOwn.add(own);
        expected.add(withOwn);
      }
      switch (random.nextInt(5)) {
        case 0 -> log = restored(log);
        case 1 -> {
          List<List<Object>> before = List.copyOf(expected);
          boolean[] keep = new boolean[before.size()];
          IntStream.range(0, keep.length).forEach(i -> keep[i] = random.nextInt(4) > 0);
          log.compact(row -> keep[row]);
          expected.clear();
          IntStream.range(0, keep.length)
              .filter(i -> keep[i])
              .forEach(i -> expected.add(before.get(i)));
        }
        default -> {}
      }
      check(log, expected, random, "seed " + seed);
    }
    log.clear();
    assertThat(log.size()).isZero();
    assertThat(log.append(batch(ROW, rows(1, random)))).isZero();
  }

  private static RowLog newLog() {
    return new RowLog(ROW, KEPT, 2);
  }

  private static RowLog restored(RowLog log) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    log.writeTo(new StateWriter(bytes));
    RowLog result = newLog();
    result.readFrom(new StateReader(new ByteArrayInputStream(bytes.toByteArray())));
    return result;
  }

  private static List<List<Object>> rows(int count, Random random) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          Arrays.asList(
              random.nextBoolean() ? null : integer(random),
              1,
              random.nextInt(4) == 0 ? null : "x".repeat(random.nextInt(30)),
              random.nextInt(4) == 0 ? null : random.nextBoolean() ? -0.0 : random.nextDouble(),
              random.nextInt(4) == 0 ? null : List.of("y".repeat(random.nextInt(20))),
              random.nextBoolean() ? null : new BigDecimal("-12345678901234567890123")));
    }
    return rows;
  }

  private static long integer(Random random) {
    return random.nextBoolean() ? random.nextLong() : LongWords.NULL - random.nextInt(100);
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

  private static void check(RowLog log, List<List<Object>> expected, Random random, String hint) {
    assertThat(log.size()).as(hint).isEqualTo(expected.size());
    int[] rows =
        random.ints(Math.min(500, expected.size()), 0, Math.max(1, expected.size())).toArray();
    log.select(rows, rows.length);
    int[] places = IntStream.range(0, rows.length).filter(i -> random.nextInt(3) > 0).toArray();
    log.selectOf(places, places.length);
    for (int column = 0; column < KEPT.size(); column++) {
      int of = KEPT.get(column);
      Column values = log.column(column);
      for (int i = 0; i < places.length; i++) {
        assertThat(BoxedValues.get(values, ROW.type(of), i))
            .as(hint)
            .isEqualTo(expected.get(rows[places[i]]).get(of));
      }
    }
    for (int place : places) {
      assertThat(log.get(rows[place], 1)).isEqualTo(expected.get(rows[place]).get(ROW.size()));
    }
  }

  @Test
  void stringsMayFillSeveralSegments() {
    RowType type = RowType.of(new Field("s", DataType.of(TypeName.VARCHAR)));
    List<String> texts = new ArrayList<>();
    RowLog log = new RowLog(type, List.of(0), 0);
    for (int i = 0; i < 5; i++) {
      texts.add(String.valueOf((char) ('a' + i)).repeat(i == 4 ? 68_000_000 : 25_000_000));
      log.append(batch(type, List.of(List.of(texts.get(i)))));
    }
    log.append(batch(type, List.of(Arrays.asList((Object) null), List.of("short"))));
    texts.add(null);
    texts.add("short");
    for (int[] rows : new int[][] {{0, 1}, {0, 5, 2, 4, 6}, {5, 4}, {5}, {}}) {
      log.select(rows, rows.length);
      Column column = log.column(0);
      for (int i = 0; i < rows.length; i++) {
        Object value = BoxedValues.get(column, type.type(0), i);
        assertThat(Objects.equals(value, texts.get(rows[i]))).isTrue();
      }
    }
  }
}
