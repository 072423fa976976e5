package io.rheo.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RowTreesTest {
  private RowTrees trees = newTrees();

  private static RowTrees newTrees() {
    return new RowTrees(1, (a, atA, b, atB) -> Long.compare(a[atA], b[atB]));
  }

  /** Two trees in one store, each against a map from its rows to what they count for. */
  @Test
  void knowsTheRowAtEachPlaceAndThePlaceOfEachRow() throws IOException {
    Random random = new Random(Seeds.next());
    int[] roots = new int[2];
    TreeMap<Long, Integer>[] expected = newMaps();
    for (int i = 0; i < 4000; i++) {
      int tree = random.nextInt(2);
      change(roots, tree, expected[tree], random);
      if (i % 40 == 0) {
        check(roots[tree], expected[tree]);
      }
      if (i % 500 == 0) {
        restore();
      }
    }
    assertThat(trees.size()).isEqualTo(expected[0].size() + expected[1].size());
    trees.freeAll(roots[0]);
    assertThat(trees.size()).isEqualTo(expected[1].size());
    check(roots[1], expected[1]);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of maps
  private static TreeMap<Long, Integer>[] newMaps() {
    return new TreeMap[] {new TreeMap<Long, Integer>(), new TreeMap<Long, Integer>()};
  }

  private void change(int[] roots, int tree, Map<Long, Integer> expected, Random random) {
    long[] row = {random.nextInt(300)};
    int measure = random.nextInt(4);
    int slot = trees.find(roots[tree], row, 0);
    assertThat(slot != 0).isEqualTo(expected.containsKey(row[0]));
    if (slot == 0) {
      roots[tree] = trees.insert(roots[tree], trees.make(row, 0, measure, 7));
      expected.put(row[0], measure);
    } else if (random.nextBoolean()) {
      trees.setMeasure(roots[tree], slot, measure);
      expected.put(row[0], measure);
    } else {
      roots[tree] = trees.remove(roots[tree], slot);
      trees.free(slot);
      expected.remove(row[0]);
    }
  }

  private void check(int root, Map<Long, Integer> expected) {
    long place = 0;
    int slot = trees.first(root);
    int previous = 0;
    for (Map.Entry<Long, Integer> entry : expected.entrySet()) {
      assertThat(trees.words()[trees.base(slot)]).isEqualTo(entry.getKey());
      assertThat(trees.tag(slot)).isEqualTo(7);
      assertThat(trees.before(root, slot)).isEqualTo(place);
      assertThat(trees.previous(root, slot)).isEqualTo(previous);
      for (int i = 0; i < entry.getValue(); i++) {
        assertThat(trees.at(root, place + i)).isEqualTo(slot);
      }
      place += entry.getValue();
      previous = slot;
      slot = trees.next(root, slot);
    }
    assertThat(slot).isZero();
    assertThat(trees.last(root)).isEqualTo(previous);
    assertThat(trees.sum(root)).isEqualTo(place);
    assertThat(trees.at(root, place)).isZero();
  }

  private void restore() throws IOException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    trees.writeTo(new StateWriter(state));
    trees = newTrees();
    trees.readFrom(new StateReader(new ByteArrayInputStream(state.toByteArray())));
  }

  @Test
  void staysFlatWhenRowsComeInOrder() {
    int root = 0;
    for (long i = 0; i < 100_000; i++) {
      root = trees.insert(root, trees.make(new long[] {i}, 0, 1, 0)); // recursive: would overflow
    }
    assertThat(trees.sum(root)).isEqualTo(100_000);
  }
}
