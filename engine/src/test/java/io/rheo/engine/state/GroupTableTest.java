package io.rheo.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupTableTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void countsKeysAsAHashMapDoes(int keyWords) {
    long seed = Seeds.next();
    Random random = new Random(seed);
    GroupTable table = new GroupTable(keyWords, new long[] {100}, 0);
    Map<List<Long>, Long> expected = new HashMap<>();
    long[] keys = new long[1000 * keyWords];
    int[] all = new int[1000];
    Arrays.setAll(all, i -> i);
    int[] bases = new int[1000];
    for (int batch = 0; batch < 100; batch++) {
      for (int i = 0; i < keys.length; i++) {
        // Keys that differ in high bits only, in low bits only, and not at all.
        keys[i] = (long) random.nextInt(40) << random.nextInt(64);
      }
      table.probe(keys, all, 0, 1000, bases);
      for (int i = 0; i < 1000; i++) {
        table.rows()[bases[i] + keyWords]++;
        expected.merge(key(keys, i * keyWords, keyWords), 101L, (old, one) -> old + 1);
      }
    }
    assertThat(contents(table)).as("seed " + seed).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void findsNoKeyFromBeforeItWasCleared(int keyWords) {
    GroupTable table = new GroupTable(keyWords, new long[] {0}, 0);
    long[] keys = new long[2 * keyWords]; // the same key twice
    int[] bases = {7, 7};
    table.probe(keys, new int[] {0, 1}, 0, 2, bases);
    table.rows()[keyWords] = 5;
    table.clear();
    table.probe(keys, new int[] {0, 1}, 0, 2, bases);
    assertThat(bases).containsExactly(0, 0);
    assertThat(table.size()).isEqualTo(1);
    assertThat(table.rows()[keyWords]).isZero();
  }

  private static List<Long> key(long[] words, int at, int keyWords) {
    return Arrays.stream(words, at, at + keyWords).boxed().toList();
  }

  private static Map<List<Long>, Long> contents(GroupTable table) {
    Map<List<Long>, Long> contents = new HashMap<>();
    for (int base = 0; base < table.used(); base += table.stride()) {
      List<Long> key = key(table.rows(), base, table.keyWords());
      assertThat(contents.put(key, table.rows()[base + table.keyWords()])).isNull();
      assertThat(table.find(table.rows(), base)).isEqualTo(base);
    }
    return contents;
  }

  @Test
  void holdsAMillionKeysInTheOrderInWhichTheyCame() {
    GroupTable table = new GroupTable(1, new long[0], 0);
    long[] keys = new Random(3).longs(1_000_000).toArray();
    int[] all = new int[keys.length];
    Arrays.setAll(all, i -> i);
    int[] bases = new int[keys.length];
    table.probe(keys, all, 0, keys.length, bases);
    assertThat(bases).isEqualTo(all); // random keys of 64 bits do not repeat
    assertThat(Arrays.copyOf(table.rows(), table.used())).isEqualTo(keys);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void findsKeysAgainWhileItGrows(int keyWords) {
    int distinct = 300_000;
    long seed = Seeds.next();
    Random random = new Random(seed);
    GroupTable table = new GroupTable(keyWords, new long[] {1}, 0);
    int[] firstSeen = new int[distinct]; // as a base + 1
    int seen = 0;
    long[] keys = new long[2000 * keyWords];
    int[] all = new int[2000];
    Arrays.setAll(all, i -> i);
    int[] bases = new int[2000];
    int[] expected = new int[2000];
    for (int batch = 0; batch < 400; batch++) {
      for (int i = 0; i < 2000; i++) {
        int key = random.nextInt(distinct);
        Arrays.fill(keys, i * keyWords, (i + 1) * keyWords, 7);
        keys[i * keyWords + key % keyWords] = (long) key << 20; // the other words are all alike
        if (firstSeen[key] == 0) {
          firstSeen[key] = seen++ * (keyWords + 1) + 1;
        }
        expected[i] = firstSeen[key] - 1;
      }
      table.probe(keys, all, 0, 2000, bases);
      assertThat(bases).as("seed " + seed).isEqualTo(expected);
      for (int i = 0; i < 2000; i += 7) { // some that are not there
        keys[i * keyWords] = -1L - i;
        expected[i] = -1;
      }
      table.find(keys, all, 2000, bases);
      assertThat(bases).as("found, seed " + seed).isEqualTo(expected);
    }
    assertThat(table.size()).isEqualTo(seen);
  }

  @Test
  void compactionKeepsTheOrderAndTellsWhereRowsWent() {
    GroupTable table = new GroupTable(1, new long[1], 0);
    for (long key = 0; key < 1000; key++) {
      int base = table.probe(new long[] {key}, 0);
      table.rows()[base + 1] = key % 3;
    }
    List<List<Integer>> moves = new ArrayList<>();
    table.compact((rows, base) -> rows[base + 1] == 0, (from, to) -> moves.add(List.of(from, to)));
    assertThat(table.size()).isEqualTo(334);
    assertThat(moves).hasSize(334).startsWith(List.of(0, 0), List.of(6, 2), List.of(12, 4));
    for (long key = 0; key < 1000; key++) {
      int expected = key % 3 == 0 ? (int) (key / 3) * 2 : -1;
      assertThat(table.find(new long[] {key}, 0)).isEqualTo(expected);
    }
  }

  @Test
  void withoutKeyWordsThereIsOneGroup() {
    GroupTable table = new GroupTable(0, new long[] {7}, 0);
    int[] bases = {9, 9, 9};
    table.probe(new long[0], new int[] {0, 1, 2}, 0, 3, bases);
    assertThat(bases).containsExactly(0, 0, 0);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void readsWhatItWrote() throws IOException {
    GroupTable table = new GroupTable(2, new long[] {5}, 0);
    for (long key = 0; key < 100; key++) {
      table.probe(new long[] {key, -key}, 0);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.writeTo(new StateWriter(bytes));
    GroupTable copy = new GroupTable(2, new long[] {5}, 0);
    copy.readFrom(new StateReader(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(contents(copy)).isEqualTo(contents(table));
    copy.probe(new long[] {100, 0}, 0);
    assertThat(copy.size()).isEqualTo(101);
  }
}
