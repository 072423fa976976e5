package io.rheo.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RowTreeTest {
  /** A tree of counted numbers. */
  private static final class Numbers {
    private RowStore rows;
    private RowTree tree;
    private int root = RowTree.EMPTY;

    Numbers() {
      open();
    }

    private void open() {
      rows = new RowStore(List.of(DataType.of(TypeName.BIGINT)));
      tree = new RowTree(rows, RowTree.ascending(1), false, true);
    }

    /** Puts how often a number is there. */
    void put(long number, int count) {
      Batch batch = new Batch(new Column[] {new LongColumn(new long[] {number}, null)}, 1);
      int cell = rows.add(batch, new int[] {0}, 0, 0, count);
      int equal = tree.find(root, cell);
      if (equal == RowTree.EMPTY) {
        root = tree.insert(root, cell);
        return;
      }
      rows.remove(cell);
      if (count == 0) {
        root = tree.remove(root, equal);
        rows.remove(equal);
      } else {
        tree.setCount(root, equal, count);
      }
    }

    long number(int cell) {
      return ((WordCells) rows.column(0)).longValue(cell);
    }

    void restore() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      rows.writeTo(new StateWriter(bytes));
      tree.writeTo(new StateWriter(bytes));
      open();
      StateReader state = new StateReader(new ByteArrayInputStream(bytes.toByteArray()));
      rows.readFrom(state);
      tree.readFrom(state);
    }
  }

  @Test
  void countsNumbersAsAMapDoes() throws IOException {
    for (int run = 0; run < 20; run++) {
      long seed = Seeds.next();
      Random random = new Random(seed);
      Numbers numbers = new Numbers();
      TreeMap<Long, Integer> expected = new TreeMap<>();
      for (int change = 0; change < 500; change++) {
        long number = random.nextInt(40);
        int count = expected.containsKey(number) ? random.nextInt(5) : 1 + random.nextInt(4);
        numbers.put(number, count);
        if (count == 0) {
          expected.remove(number);
        } else {
          expected.put(number, count);
        }
        assertSame(numbers, expected, "seed " + seed + ", change " + change);
        if (random.nextInt(50) == 0) {
          numbers.restore();
        }
      }
    }
  }

  private static void assertSame(Numbers numbers, Map<Long, Integer> expected, String where) {
    long size = 0;
    long most = -1;
    int mostCount = 0;
    for (Map.Entry<Long, Integer> entry : expected.entrySet()) {
      int first = numbers.tree.at(numbers.root, size);
      assertThat(numbers.number(first)).as(where).isEqualTo(entry.getKey());
      size += entry.getValue();
      int last = numbers.tree.at(numbers.root, size - 1);
      assertThat(last).as(where).isEqualTo(first);
      if (entry.getValue() > mostCount) {
        most = entry.getKey();
        mostCount = entry.getValue();
      }
    }
    assertThat(numbers.tree.size(numbers.root)).as(where).isEqualTo(size);
    int frequent = numbers.tree.mostFrequent(numbers.root);
    assertThat(size == 0 ? -1 : numbers.number(frequent)).as(where).isEqualTo(most);
  }
}
