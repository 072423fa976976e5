package io.rheo.engine.operator.over;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rheo.testing.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockSumsTest {
  @Test
  void sumsWhatIsInTheFrame() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    for (int width : new int[] {1, 5, 31, 32, 33, 300, 5000}) {
      BlockSums sums = new BlockSums();
      double[] values = random.doubles(12_000).toArray();
      int first = random.nextInt(100); // a frame may begin anywhere
      for (int last = first; last < values.length; last++) {
        sums.add(last, values[last]);
        int from = Math.max(first, last - width + 1);
        sums.dropBefore(from);
        if (last % 7 == 0) {
          double expected = 0;
          for (int i = from; i <= last; i++) {
            expected += values[i];
          }
          assertThat(sums.sum(from, last + 1)).as("seed " + seed).isEqualTo(expected, within(1e-8));
        }
      }
    }
  }

  @Test
  void shortRunsAreAddedFromLeftToRight() {
    BlockSums sums = new BlockSums();
    double[] values = {0.1, 0.2, 0.3, 0.4};
    for (int i = 0; i < values.length; i++) {
      sums.add(i, values[i]);
    }
    assertThat(sums.sum(0, 3)).isEqualTo(0.1 + 0.2 + 0.3);
    assertThat(sums.sum(1, 4)).isEqualTo(0.2 + 0.3 + 0.4);
  }

  @Test
  void whatHasPassedLeavesNoTrace() {
    BlockSums sums = new BlockSums();
    for (int i = 0; i < 1000; i++) {
      double value = i == 100 ? Double.NaN : i == 200 ? 1e300 : i == 300 ? 1.0 / 0 : 0.5;
      sums.add(i, value);
      int from = Math.max(0, i - 63);
      sums.dropBefore(from);
      if (i >= 400) {
        assertThat(sums.sum(from, i + 1)).isEqualTo(32.0);
      }
    }
  }

  /** A restart makes the sums anew from the rows of the frame. */
  @Test
  void dependsOnTheRowsOfTheFrameAlone() {
    Random random = new Random(3);
    double[] values = random.doubles(4000).map(value -> value * 1e6).toArray();
    BlockSums all = new BlockSums();
    BlockSums restarted = new BlockSums();
    int width = 700;
    for (int last = 0; last < values.length; last++) {
      int from = Math.max(0, last - width + 1);
      all.add(last, values[last]);
      all.dropBefore(from);
      if (last % 97 == 0) {
        restarted = new BlockSums();
        for (int i = from; i < last; i++) {
          restarted.add(i, values[i]);
        }
      }
      restarted.add(last, values[last]);
      restarted.dropBefore(from);
      assertThat(restarted.sum(from, last + 1)).isEqualTo(all.sum(from, last + 1));
    }
  }
}
