package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Column;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;

/**
 * Least or greatest value of input that retracts: how often each value is in the group, in order.
 * The words hold the extreme one in the form of {@link MinMaxAccumulators}, so that results are
 * read in the same way. A value costs about 100 bytes.
 *
 * @param <V> a value; the least is the result (greatest: values in reverse order)
 */
abstract class RetractingMinMax<V extends Comparable<V>> extends Accumulator {
  private final int index;

  /**
   * @param index which of the ordered values of {@link Groups} are its own
   */
  RetractingMinMax(int at, int width, int index) {
    super(at, width);
    this.index = index;
  }

  abstract V value(Column column, int row);

  /** Writes the words for the extreme value. */
  abstract void store(V extreme, Groups groups, int to);

  abstract void writeValue(V value, StateWriter state) throws IOException;

  abstract V readValue(StateReader state) throws IOException;

  @Override
  void update(Column column, Selection selection, Groups groups) {
    OrderedValues<V> values = groups.ordered(index);
    int[] weights = selection.weights();
    for (int i = 0; i < selection.count(); i++) {
      int base = selection.bases()[i];
      int group = groups.rowNumber(base);
      V value = value(column, selection.rows()[i]);
      values.add(group, value, weights == null ? 1 : weights[i]);
      V extreme = values.first(group);
      if (extreme == null) {
        init(groups.words(), base);
      } else {
        store(extreme, groups, base + at);
      }
    }
  }

  @Override
  void merge(Merge merge, int sign) {
    throw new IllegalStateException("counted values are not merged");
  }
}
