package io.rheo.engine.operator.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.testing.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class QuantileSketchTest {
  private static final int SIZE = 1024;

  @Test
  void isExactWhileThereAreFew() {
    Random random = new Random(Seeds.next());
    long[] numbers = random.longs(QuantileSketch.EXACT_MAX).toArray();
    QuantileSketch sketch = new QuantileSketch(64);
    for (long number : numbers) {
      sketch.add(number);
    }
    Arrays.sort(numbers);
    for (int place = 0; place < numbers.length; place++) {
      assertThat(sketch.at(place)).isEqualTo(numbers[place]);
    }
  }

  @Test
  void isOffByASmallPartOfAll() {
    Random random = new Random(Seeds.next());
    assertNear(i -> i);
    assertNear(i -> -i);
    assertNear(i -> random.nextLong());
    assertNear(i -> (long) (random.nextGaussian() * 1000));
    assertNear(i -> i % 1000 * 1000 + i / 1000);
    assertNear(i -> i % 2 == 0 ? Long.MAX_VALUE - i : Long.MIN_VALUE + i);
  }

  private static void assertNear(LongUnaryOperator numbers) {
    QuantileSketch sketch = new QuantileSketch(SIZE);
    long[] all = new long[1_000_000];
    Arrays.setAll(all, numbers::applyAsLong);
    for (int i = 0; i < all.length; i++) {
      sketch.add(all[i]);
      if (i == 2048 || i == 4999 || i == 50_000) {
        assertThat(error(sketch, Arrays.copyOf(all, i + 1))).isLessThan(1.0 / 256);
      }
    }
    assertThat(error(sketch, all)).isLessThan(1.0 / 256);
  }

  /** The greatest difference of places, as a part of all. */
  private static double error(QuantileSketch sketch, long[] numbers) {
    assertThat(sketch.total()).isEqualTo(numbers.length);
    Arrays.sort(numbers);
    assertThat(sketch.at(0)).isEqualTo(numbers[0]);
    assertThat(sketch.at(numbers.length - 1)).isEqualTo(numbers[numbers.length - 1]);
    double worst = 0;
    for (int percent = 1; percent < 100; percent++) {
      long place = (long) numbers.length * percent / 100;
      long found = sketch.at(place);
      int from = first(numbers, found, false);
      int to = first(numbers, found, true) - 1;
      assertThat(to).as("a number that came").isGreaterThanOrEqualTo(from);
      long off = place < from ? from - place : Math.max(0, place - to);
      worst = Math.max(worst, (double) off / numbers.length);
    }
    return worst;
  }

  /** Where the first number is that is not below, or that is above. */
  private static int first(long[] sorted, long number, boolean above) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      boolean before = above ? sorted[middle] <= number : sorted[middle] < number;
      from = before ? middle + 1 : from;
      to = before ? to : middle;
    }
    return from;
  }

  @Test
  void mergesSketches() {
    Random random = new Random(Seeds.next());
    for (int size : new int[] {10, 1000, 3000, 200_000}) {
      long[] all = new long[size];
      QuantileSketch merged = new QuantileSketch(SIZE);
      int from = 0;
      while (from < size) {
        int to = Math.min(size, from + 1 + random.nextInt(Math.max(1, size / 10)));
        QuantileSketch part = new QuantileSketch(SIZE);
        for (int i = from; i < to; i++) {
          all[i] = i % 2 == 0 ? random.nextInt(1000) : i;
          part.add(all[i]);
        }
        merged.merge(part);
        assertThat(part.total()).isEqualTo(to - from);
        from = to;
      }
      double most = size <= QuantileSketch.EXACT_MAX ? 1e-9 : 1.0 / 200;
      assertThat(error(merged, all)).isLessThan(most);
    }
  }

  @Test
  void goesOnFromItsSnapshotAsIfThereHadBeenNone() throws IOException {
    Random random = new Random(Seeds.next());
    QuantileSketch straight = new QuantileSketch(SIZE);
    QuantileSketch restored = new QuantileSketch(SIZE);
    for (int i = 0; i < 50_000; i++) {
      long number = random.nextLong();
      straight.add(number);
      restored.add(number);
      if (random.nextInt(1000) == 0) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        restored.writeTo(new StateWriter(bytes));
        assertThat(bytes.size()).isLessThan(40_000);
        restored =
            QuantileSketch.read(
                new StateReader(new ByteArrayInputStream(bytes.toByteArray())), SIZE);
        restored.at(restored.total() / 2); // looking does not change what is to come
      }
      long place = random.nextInt(i + 1);
      if (random.nextInt(100) == 0) {
        assertThat(restored.at(place)).isEqualTo(straight.at(place));
      }
    }
  }
}
