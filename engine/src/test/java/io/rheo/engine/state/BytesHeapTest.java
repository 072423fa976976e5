package io.rheo.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesHeapTest {
  @Test
  void comparesAsUnsignedBytes() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    BytesHeap heap = new BytesHeap();
    for (int i = 0; i < 20_000; i++) {
      byte[] a = bytes(random, random.nextInt(45));
      byte[] b = random.nextInt(3) == 0 ? a.clone() : bytes(random, random.nextInt(45));
      if (b.length > 0 && random.nextBoolean()) {
        b[random.nextInt(b.length)] ^= (byte) 0x80;
      }
      if (heap.used() > 10_000) {
        heap.clear();
      }
      long handle = heap.add(a, 0, a.length);
      // The other string is the end of its array, or has bytes behind it that do not count.
      int start = random.nextInt(5);
      byte[] other = bytes(random, start + b.length + random.nextInt(2) * 9);
      System.arraycopy(b, 0, other, start, b.length);
      String about = "seed " + seed + ": " + Arrays.toString(a) + ", " + Arrays.toString(b);
      assertThat(heap.equals(handle, other, start, b.length))
          .as(about)
          .isEqualTo(Arrays.equals(a, b));
      assertThat(Integer.signum(heap.compare(handle, other, start, b.length)))
          .as(about)
          .isEqualTo(Integer.signum(Arrays.compareUnsigned(a, b)));
    }
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (random.nextInt(4) * 0x55);
    }
    return bytes;
  }
}
