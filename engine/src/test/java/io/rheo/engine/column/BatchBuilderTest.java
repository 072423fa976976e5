package io.rheo.engine.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Builders, gather and slice against lists of boxed rows. */
class BatchBuilderTest {
  private static final RowType ALL =
      RowType.of(
          new Field("b", DataType.of(TypeName.BOOLEAN)),
          new Field("i", DataType.of(TypeName.INTEGER)),
          new Field("l", DataType.of(TypeName.TIMESTAMP)),
          new Field("d", DataType.of(TypeName.DOUBLE)),
          new Field("n", DataType.decimal(12, 2)),
          new Field("w", DataType.decimal(38, 4)),
          new Field("s", DataType.of(TypeName.VARCHAR)),
          new Field("a", DataType.array(DataType.of(TypeName.BIGINT))));

  @RepeatedTest(20)
  void givesBackWhatWasAppended() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    BatchBuilder builder = new BatchBuilder(ALL);
    for (int round = 0; round < 3; round++) {
      List<List<Object>> rows = new ArrayList<>();
      List<Integer> weights = new ArrayList<>();
      int count = random.nextInt(300);
      boolean nulls = random.nextBoolean();
      while (rows.size() < count) {
        List<Object> row = randomRow(random, nulls);
        int columns = random.nextInt(8) == 0 ? random.nextInt(ALL.size()) : ALL.size();
        for (int i = 0; i < columns; i++) {
          BoxedValues.append(builder.column(i), row.get(i));
        }
        if (columns < ALL.size()) {
          builder.dropRow(); // a record that turned out to be bad
          continue;
        }
        int weight = random.nextInt(10) == 0 ? -1 : 1;
        builder.endRow(weight);
        rows.add(row);
        weights.add(weight);
      }
      Batch batch = builder.build();
      assertRows(batch, rows, weights, seed);
      int from = random.nextInt(count + 1);
      int to = from + random.nextInt(count - from + 1);
      assertRows(batch.slice(from, to), rows.subList(from, to), weights.subList(from, to), seed);
      int[] picked = random.ints(count / 2, 0, Math.max(1, count)).toArray();
      assertRows(
          batch.gather(picked, picked.length),
          Arrays.stream(picked).mapToObj(rows::get).toList(),
          Arrays.stream(picked).mapToObj(weights::get).toList(),
          seed);
    }
  }

  @Test
  void aColumnWithoutNullsHasNoBitmap() {
    BatchBuilder builder =
        new BatchBuilder(RowType.of(new Field("i", DataType.of(TypeName.INTEGER))));
    builder.column(0).appendNull();
    builder.dropRow();
    IntStream.range(0, 100)
        .forEach(
            i -> {
              builder.ints(0).append(i);
              builder.endRow();
            });
    Batch batch = builder.build();
    assertThat(batch.column(0).hasNulls()).isFalse();
    assertThat(batch.weights()).isNull();
  }

  @Test
  void stringsPointIntoTheSharedBufferUntilOneDoesNot() {
    byte[] input = "alpha,beta".getBytes(StandardCharsets.UTF_8);
    BytesBuilder builder = new BytesBuilder();
    builder.shareBuffer(input);
    builder.append(input, 0, 5);
    builder.append(input, 6, 4);
    BytesColumn shared = (BytesColumn) builder.build();
    assertThat(shared.bytes()).isSameAs(input);
    assertThat(shared.string(1)).isEqualTo("beta");

    builder.shareBuffer(input);
    builder.append(input, 0, 5);
    builder.append("gämma");
    builder.append(input, 6, 4);
    BytesColumn mixed = (BytesColumn) builder.build();
    assertThat(List.of(mixed.string(0), mixed.string(1), mixed.string(2)))
        .containsExactly("alpha", "gämma", "beta");
  }

  private static void assertRows(
      Batch batch, List<List<Object>> rows, List<Integer> weights, long seed) {
    assertThat(batch.rowCount()).as("seed %d", seed).isEqualTo(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      List<Object> actual = new ArrayList<>();
      for (int column = 0; column < ALL.size(); column++) {
        actual.add(BoxedValues.get(batch.column(column), ALL.type(column), row));
      }
      assertThat(actual).as("row %d of seed %d", row, seed).isEqualTo(rows.get(row));
      assertThat(batch.weight(row)).isEqualTo(weights.get(row));
    }
  }

  private static List<Object> randomRow(Random random, boolean nulls) {
    List<Object> row =
        Arrays.asList(
            random.nextBoolean(),
            random.nextInt(),
            random.nextLong(),
            random.nextGaussian(),
            BigDecimal.valueOf(random.nextInt(), 2),
            new BigDecimal(new BigInteger(120, random).subtract(BigInteger.ONE.shiftLeft(119)), 4),
            "é".repeat(random.nextInt(20)),
            List.of(random.nextLong(), 7L));
    if (nulls) {
      row.replaceAll(value -> random.nextInt(4) == 0 ? null : value);
    }
    return row;
  }
}
