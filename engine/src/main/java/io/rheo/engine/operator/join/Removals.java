package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import java.util.Arrays;

/** Held rows that are to be forgotten once what was made of them is handed on. */
final class Removals {
  private int[] cells = new int[Batch.TARGET_ROWS];
  private int[] inputs = new int[Batch.TARGET_ROWS];
  private int count;

  /** Is told of a row. */
  @FunctionalInterface
  interface Visitor {
    void visit(int input, int cell);
  }

  void add(int input, int cell) {
    if (count == cells.length) {
      cells = Arrays.copyOf(cells, 2 * count);
      inputs = Arrays.copyOf(inputs, 2 * count);
    }
    inputs[count] = input;
    cells[count++] = cell;
  }

  /** Whether there are as many as go together. */
  boolean isFull() {
    return count >= Batch.TARGET_ROWS;
  }

  void forEach(Visitor visitor) {
    for (int i = 0; i < count; i++) {
      visitor.visit(inputs[i], cells[i]);
    }
  }

  void clear() {
    count = 0;
  }
}
