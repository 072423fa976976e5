package io.rheo.engine.operator.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctTableTest {
  private static final int GROUP_STRIDE = 6;
  private static final int GROUPS = 12;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void knowsTheBitsOfEachValueOfEachGroup(int valueWords) {
    long seed = Seeds.next();
    Random random = new Random(seed);
    DistinctTable table = new DistinctTable(valueWords, 2);
    Map<List<Long>, Integer> expected = new HashMap<>();
    for (int step = 0; step < 60; step++) {
      for (int i = 0; i < 300; i++) {
        change(random, table, valueWords, expected);
      }
      switch (random.nextInt(5)) {
        case 0 -> {
          int forgotten = random.nextInt(GROUPS) * GROUP_STRIDE;
          table.forget(base -> base == forgotten);
          expected.keySet().removeIf(key -> key.get(valueWords) == forgotten);
        }
        case 1 -> {
          // The groups change places, but for the last, which goes.
          int last = (GROUPS - 1) * GROUP_STRIDE;
          table.move(base -> base == last ? -1 : last - GROUP_STRIDE - base);
          Map<List<Long>, Integer> moved = new HashMap<>();
          expected.forEach(
              (key, bits) -> {
                if (key.get(valueWords) != last) {
                  List<Long> to = new ArrayList<>(key);
                  to.set(valueWords, last - GROUP_STRIDE - key.get(valueWords));
                  moved.put(to, bits);
                }
              });
          expected.clear();
          expected.putAll(moved);
        }
        case 2 -> table.fill(table.entries());
        case 3 -> table.compactIfSparse();
        default -> {}
      }
      verify(table, valueWords, expected, seed);
    }
  }

  private static void change(
      Random random, DistinctTable table, int valueWords, Map<List<Long>, Integer> expected) {
    long[] value = new long[valueWords + 1];
    List<Long> key = new ArrayList<>();
    for (int i = 1; i <= valueWords; i++) {
      value[i] = (long) random.nextInt(12) << random.nextInt(63);
      key.add(value[i]);
    }
    int base = random.nextInt(GROUPS) * GROUP_STRIDE;
    key.add((long) base);
    int bit = 1 << (random.nextBoolean() ? 31 : random.nextInt(31));
    int entry = table.probe(table.hash(value, 1, base), value, 1, base);
    assertThat(table.bits(entry)).isEqualTo(expected.getOrDefault(key, 0));
    table.change(entry, bit);
    // The second counter says the same as the bits, to see that counters go where entries go.
    table.words()[table.counter(entry, 1)] = table.bits(entry);
    if (expected.merge(key, bit, (old, one) -> old ^ one) == 0) {
      expected.remove(key);
    }
  }

  private static void verify(
      DistinctTable table, int valueWords, Map<List<Long>, Integer> expected, long seed) {
    Map<List<Long>, Integer> actual = new HashMap<>();
    long[] entries = table.entries();
    for (int at = 0; at < entries.length; at += table.stride()) {
      List<Long> key = new ArrayList<>();
      for (int i = 0; i < valueWords; i++) {
        key.add(entries[at + i]);
      }
      int base = (int) (entries[at + valueWords] >>> 32) - 1;
      int bits = (int) entries[at + valueWords];
      key.add((long) base);
      actual.put(key, bits);
      assertThat((int) entries[at + valueWords + 2]).isEqualTo(bits);
      int peeked = table.peek(table.hash(entries, at, base), entries, at, base);
      assertThat(peeked).isIn(0, bits);
    }
    assertThat(actual).as("seed " + seed).isEqualTo(expected);
  }
}
