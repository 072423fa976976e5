package io.rheo.engine.operator.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.DoubleBuilder;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistinctSketchTest {
  private static final ValueHash LONGS = ValueHash.ofType(DataType.of(TypeName.BIGINT));

  @Test
  void isExactWhileThereAreFew() {
    LongColumn numbers = numbers(DistinctSketch.EXACT_MAX);
    DistinctSketch sketch = new DistinctSketch();
    for (int row = 0; row < DistinctSketch.EXACT_MAX; row++) {
      sketch.add(LONGS.of(numbers, row));
      sketch.add(LONGS.of(numbers, row / 2));
      assertThat(sketch.result()).isEqualTo(row + 1);
    }
  }

  @Test
  void isNearWhereThereAreMany() {
    LongColumn numbers = numbers(1_000_000);
    DistinctSketch sketch = new DistinctSketch();
    int next = 10;
    for (int row = 0; row < 1_000_000; row++) {
      sketch.add(LONGS.of(numbers, row));
      if (row + 1 == next) {
        assertThat((double) sketch.result() / next).isCloseTo(1, within(0.025));
        next *= 2;
      }
    }
  }

  @Test
  void dependsOnTheSetAlone() throws IOException {
    LongColumn numbers = numbers(60_000);
    Random random = new Random(7);
    for (int count : new int[] {0, 1, 100, 2000, 2048, 2049, 5000, 60_000}) {
      DistinctSketch straight = new DistinctSketch();
      for (int row = 0; row < count; row++) {
        straight.add(LONGS.of(numbers, row));
      }
      DistinctSketch left = new DistinctSketch();
      DistinctSketch right = new DistinctSketch();
      for (int row = count - 1; row >= 0; row--) {
        if (random.nextInt(1000) == 0) {
          left = copy(left);
        }
        (random.nextInt(3) > 0 ? left : right).add(LONGS.of(numbers, row));
        left.add(LONGS.of(numbers, row / 2));
      }
      long before = right.result();
      DistinctSketch merged = copy(left);
      merged.merge(right);
      assertThat(merged.result()).as("of " + count).isEqualTo(straight.result());
      assertThat(right.result()).isEqualTo(before);
      right.merge(left);
      assertThat(right.result()).as("of " + count).isEqualTo(straight.result());
    }
  }

  @Test
  void hashesOneZeroAndOneNotANumber() {
    DoubleBuilder builder = (DoubleBuilder) ColumnBuilder.of(DataType.of(TypeName.DOUBLE));
    builder.append(0.0);
    builder.append(-0.0);
    builder.append(Double.NaN);
    builder.append(Double.longBitsToDouble(0x7FF8_0000_0000_0007L));
    DoubleColumn doubles = (DoubleColumn) builder.build();
    ValueHash hash = ValueHash.ofType(DataType.of(TypeName.DOUBLE));
    assertThat(hash.of(doubles, 0)).isEqualTo(hash.of(doubles, 1));
    assertThat(hash.of(doubles, 2)).isEqualTo(hash.of(doubles, 3));
    assertThat(hash.of(doubles, 0)).isNotEqualTo(hash.of(doubles, 2));
    assertThat(ValueHash.combine(1, 2)).isNotEqualTo(ValueHash.combine(2, 1));
  }

  private static LongColumn numbers(int count) {
    LongBuilder builder = (LongBuilder) ColumnBuilder.of(DataType.of(TypeName.BIGINT));
    for (long number = 0; number < count; number++) {
      builder.append(number);
    }
    return (LongColumn) builder.build();
  }

  private static DistinctSketch copy(DistinctSketch sketch) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sketch.writeTo(new StateWriter(bytes));
    return DistinctSketch.read(new StateReader(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
