package io.rheo.engine.operator.aggregate;

import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The values of each group with their number, in order. Groups are numbered as their rows are. */
final class OrderedValues<V extends Comparable<V>> {
  private final RetractingMinMax<V> kind;
  private final List<NavigableMap<V, Integer>> byRow = new ArrayList<>();

  OrderedValues(RetractingMinMax<V> kind) {
    this.kind = kind;
  }

  /** Counts a value; what is counted to zero is gone. */
  void add(int row, V value, int weight) {
    of(row).merge(value, weight, OrderedValues::sumOrNone);
  }

  private static Integer sumOrNone(int count, int weight) {
    return count + weight == 0 ? null : Integer.valueOf(count + weight);
  }

  /** The first value in order; {@code null} if the group has none. */
  V first(int row) {
    NavigableMap<V, Integer> counts = of(row);
    return counts.isEmpty() ? null : counts.firstKey();
  }

  private NavigableMap<V, Integer> of(int row) {
    while (byRow.size() <= row) {
      byRow.add(new TreeMap<>());
    }
    return byRow.get(row);
  }

  /** The group's row has moved up. */
  void move(int fromRow, int toRow) {
    if (fromRow != toRow) {
      NavigableMap<V, Integer> moved = of(fromRow);
      byRow.set(toRow, moved);
    }
  }

  void truncate(int rows) {
    while (byRow.size() > rows) {
      byRow.remove(byRow.size() - 1);
    }
  }

  void writeTo(StateWriter state) throws IOException {
    state.putInt(byRow.size());
    for (NavigableMap<V, Integer> counts : byRow) {
      state.putInt(counts.size());
      for (Map.Entry<V, Integer> entry : counts.entrySet()) {
        kind.writeValue(entry.getKey(), state);
        state.putInt(entry.getValue());
      }
    }
  }

  void readFrom(StateReader state) throws IOException {
    int rows = state.getInt();
    for (int row = 0; row < rows; row++) {
      NavigableMap<V, Integer> counts = of(row);
      int size = state.getInt();
      for (int i = 0; i < size; i++) {
        V value = kind.readValue(state);
        counts.put(value, state.getInt());
      }
    }
  }
}
