package io.rheo.engine.operator.aggregate;

import io.rheo.engine.codegen.kernel.RowException;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.type.DataType;

/** The handle of a group's state of a {@link CustomAggregate}. */
final class CustomAccumulator extends Accumulator {
  private final CustomAggregate aggregate;
  private final int[] columns;
  private final int index;

  /**
   * @param columns the arguments
   * @param index which of the {@link GroupStates} of {@link Groups} are its own
   */
  CustomAccumulator(int at, CustomAggregate aggregate, int[] columns, int index) {
    super(at, 1);
    this.aggregate = aggregate;
    this.columns = columns;
    this.index = index;
  }

  @Override
  void update(Batch batch, Column column, Selection selection, Groups groups) {
    GroupStates states = groups.states(index);
    int[] weights = selection.weights();
    for (int i = 0; i < selection.count(); i++) {
      int to = selection.bases()[i] + at;
      long handle = groups.words()[to];
      int weight = weights == null ? 1 : weights[i];
      Object state = aggregate.add(states.get(handle), batch, columns, selection.rows()[i], weight);
      groups.words()[to] = states.put(handle, state);
    }
  }

  @Override
  void update(Column column, Selection selection, Groups groups) {
    throw new IllegalStateException("states are made of batches");
  }

  @Override
  void merge(Merge merge, int sign) {
    GroupStates from = merge.from().states(index);
    GroupStates to = merge.to().states(index);
    for (int i = 0; i < merge.count(); i++) {
      Object added = from.get(merge.from().words()[merge.fromBases()[i] + at]);
      if (added != null) {
        int target = merge.toBases()[i] + at;
        long handle = merge.to().words()[target];
        merge.to().words()[target] = to.put(handle, aggregate.merge(to.get(handle), added));
      }
    }
  }

  @Override
  boolean hasHandle() {
    return true;
  }

  @Override
  void release(Groups groups, int base) {
    groups.states(index).release(groups.words()[base + at]);
  }

  /** The result of the aggregate. */
  HandleResult result(DataType type, int savedIndex) {
    return new HandleResult(type, at, savedIndex) {
      @Override
      void append(ResultRows rows, int i, long handle, ColumnBuilder builder) {
        try {
          aggregate.appendResult(rows.groups().states(index).get(handle), builder);
        } catch (RowException e) {
          rows.errors()[i] = e.getMessage();
          builder.appendNull();
        }
      }
    };
  }
}
