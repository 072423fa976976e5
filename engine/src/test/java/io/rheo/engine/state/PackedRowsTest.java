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
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackedRowsTest {
  private static final RowType TYPE =
      RowType.of(
          new Field("hidden", DataType.of(TypeName.VARCHAR)),
          new Field("flag", DataType.of(TypeName.BOOLEAN)),
          new Field("small", DataType.of(TypeName.INTEGER)),
          new Field("name", DataType.of(TypeName.VARCHAR)),
          new Field("large", DataType.of(TypeName.BIGINT)),
          new Field("real", DataType.of(TypeName.DOUBLE)),
          new Field("list", DataType.array(DataType.of(TypeName.INTEGER))),
          new Field("wide", DataType.decimal(38, 2)));
  private static final int[] COLUMNS = {1, 2, 3, 4, 5, 6, 7, 0};
  private static final int SHOWN = 7;

  @Test
  void rowsAreWhatCameHoweverManyCameAndWent() throws IOException {
    for (int run = 0; run < 40; run++) {
      Random random = new Random(Seeds.next());
      PackedRows rows = new PackedRows(TYPE, COLUMNS, SHOWN);
      List<Long> references = new ArrayList<>();
      List<List<Object>> expected = new ArrayList<>();
      for (int step = 0; step < 20; step++) {
        add(rows, random, references, expected);
        remove(rows, random, references, expected);
        assertThat(read(rows, references)).isEqualTo(expected);
        assertSame(rows, random, references, expected);
        if (random.nextInt(3) == 0) {
          rows = restored(rows);
        }
      }
    }
  }

  private static void add(
      PackedRows rows, Random random, List<Long> references, List<List<Object>> expected) {
    BatchBuilder builder = new BatchBuilder(TYPE);
    List<List<Object>> values = new ArrayList<>();
    for (int i = random.nextInt(1, 40); i > 0; i--) {
      List<Object> row = row(random);
      for (int column = 0; column < row.size(); column++) {
        BoxedValues.append(builder.column(column), row.get(column));
      }
      builder.endRow();
      values.add(row.subList(1, row.size()));
    }
    int[] selection = random.ints(random.nextInt(60), 0, values.size()).toArray();
    long[] added = new long[selection.length];
    rows.add(builder.build(), selection, selection.length, added);
    for (int i = 0; i < added.length; i++) {
      assertThat(added[i]).isBetween(1L, (1L << 62) - 1);
      references.add(added[i]);
      expected.add(values.get(selection[i]));
    }
  }

  private static List<Object> row(Random random) {
    return Arrays.asList(
        text(random),
        orNull(random, random.nextBoolean()),
        orNull(random, random.nextInt(3)),
        text(random),
        orNull(random, (long) random.nextInt(2)),
        orNull(random, 0.5),
        orNull(random, random.ints(random.nextInt(3), 0, 9).boxed().toList()),
        orNull(random, BigDecimal.valueOf(random.nextLong(), 2)));
  }

  private static String text(Random random) {
    int length = random.nextInt(30) == 0 ? random.nextInt(20_000) : random.nextInt(20);
    return orNull(random, "é".repeat(length));
  }

  private static <T> T orNull(Random random, T value) {
    return random.nextInt(5) == 0 ? null : value;
  }

  private static void remove(
      PackedRows rows, Random random, List<Long> references, List<List<Object>> expected) {
    for (int i = references.size() - 1; i >= 0; i--) {
      if (random.nextInt(3) > 0) {
        rows.remove(references.remove(i));
        expected.remove(i);
      }
    }
  }

  private static List<List<Object>> read(PackedRows rows, List<Long> references) {
    long[] wanted = references.stream().mapToLong(Long::longValue).toArray();
    Column[] columns = rows.read(wanted, wanted.length);
    List<List<Object>> result = new ArrayList<>();
    for (int row = 0; row < wanted.length; row++) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < columns.length; i++) {
        values.add(BoxedValues.get(columns[i], TYPE.type(COLUMNS[i]), row));
      }
      result.add(values);
    }
    return result;
  }

  private static void assertSame(
      PackedRows rows, Random random, List<Long> references, List<List<Object>> expected) {
    for (int i = 0; i < references.size(); i++) {
      int other = random.nextInt(references.size());
      assertThat(rows.isSame(references.get(i), references.get(other)))
          .isEqualTo(expected.get(i).equals(expected.get(other)));
      assertThat(rows.hash(references.get(i)) == rows.hash(references.get(other)))
          .isEqualTo(expected.get(i).equals(expected.get(other)));
    }
  }

  private static PackedRows restored(PackedRows rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    rows.writeTo(new StateWriter(bytes));
    PackedRows copy = new PackedRows(TYPE, COLUMNS, SHOWN);
    copy.readFrom(new StateReader(new ByteArrayInputStream(bytes.toByteArray())));
    return copy;
  }

  @Test
  void theSpaceOfRowsThatWentIsUsedAgain() {
    RowType type = RowType.of(new Field("name", DataType.of(TypeName.VARCHAR).notNull()));
    PackedRows rows = new PackedRows(type, new int[] {0}, 1);
    Random random = new Random(Seeds.next());
    long[] held = new long[1000];
    rows.add(names(type, random, held.length), all(held.length), held.length, held);
    long memory = 0;
    for (int round = 0; round < 200; round++) {
      for (long row : held) {
        rows.remove(row);
      }
      rows.add(names(type, random, held.length), all(held.length), held.length, held);
      memory = round == 20 ? rows.memoryBytes() : memory;
    }
    assertThat(rows.memoryBytes()).isLessThanOrEqualTo(memory + (memory >> 1));
  }

  private static int[] all(int count) {
    return IntStream.range(0, count).toArray();
  }

  private static Batch names(RowType type, Random random, int count) {
    BatchBuilder builder = new BatchBuilder(type);
    for (int i = 0; i < count; i++) {
      builder.bytes(0).append(new byte[random.nextInt(300)]);
      builder.endRow();
    }
    return builder.build();
  }
}
