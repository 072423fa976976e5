package io.rheo.engine.operator.over;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowStoreTest {
  @Test
  void keepsRowsAndTheirOrderThroughCompactions() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    RowStore store = new RowStore(OverPlans.ROW);
    List<Long> held = new ArrayList<>();
    Map<Long, Long> values = new HashMap<>(); // by place
    long next = 0;
    int compactions = 0;
    for (int step = 0; step < 5_000; step++) {
      int count = 1 + random.nextInt(20);
      BatchBuilder builder = new BatchBuilder(OverPlans.ROW);
      int[] owners = new int[count];
      for (int row = 0; row < count; row++) {
        owners[row] = (int) (next + row) % 7;
        for (int i = 0; i < OverPlans.ROW.size(); i++) {
          builder.longs(i).append(next + row);
        }
        builder.endRow();
      }
      store.add(builder.build(), owners);
      for (int row = 0; row < count; row++) {
        if (random.nextInt(4) > 0) {
          long place = store.hold(row);
          held.add(place);
          values.put(place, next + row);
        }
      }
      next += count;
      while (held.size() > 200) {
        long place = held.remove(50 + random.nextInt(held.size() - 50)); // the first ones stay
        values.remove(place);
        store.release(place);
      }
      if (store.wantsCompaction()) {
        compactions++;
        store.compact();
        Map<Long, Long> moved = new HashMap<>();
        values.forEach((place, value) -> moved.put(store.moved(place), value));
        held.replaceAll(store::moved);
        values.clear();
        values.putAll(moved);
      }
      assertThat(store.heldRows()).isEqualTo(held.size());
      assertThat(store.storedRows()).isLessThan(10_000);
    }
    assertThat(compactions).isGreaterThan(3);
    assertThat(held).as("seed " + seed).isSorted();
    for (long place : held) {
      long value = values.get(place);
      assertThat(store.batch(place).longs(0)[RowStore.row(place)]).isEqualTo(value);
      assertThat(store.owner(place)).isEqualTo((int) value % 7);
    }
  }
}
