package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.aggregate.AggregateOutput;
import io.rheo.engine.operator.aggregate.Groups;

/** Emits the groups of a window that closes. */
final class GroupEmission {
  private GroupEmission() {}

  /** Emits the groups that have rows, in the order in which their keys first came. */
  static void emit(
      Groups groups, int rowsAt, AggregateOutput output, long[] properties, Output out) {
    int[] bases = new int[Math.min(groups.size(), Batch.TARGET_ROWS)];
    int count = 0;
    for (int base = 0; base < groups.used(); base += groups.stride()) {
      if (groups.words()[base + rowsAt] > 0) {
        bases[count++] = base;
      }
      if (count == Batch.TARGET_ROWS) {
        output.emit(groups, bases, count, properties, out);
        count = 0;
      }
    }
    if (count > 0) {
      output.emit(groups, bases, count, properties, out);
    }
  }
}
