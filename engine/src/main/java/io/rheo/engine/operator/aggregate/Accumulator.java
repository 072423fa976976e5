package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.state.BytesHeap;

/**
 * Some words in the row of each group, and how input rows and other accumulators of the kind change
 * them. Has no state of its own. What it is given holds no NULL.
 */
abstract class Accumulator {
  /** Where its words start in a group's row. */
  protected final int at;

  private final int width;

  Accumulator(int at, int width) {
    this.at = at;
    this.width = width;
  }

  /** How many words it has. */
  final int width() {
    return width;
  }

  /** Puts what it starts as; the words are zero before. */
  void init(long[] words, int base) {}

  /**
   * Adds rows of the input to their groups.
   *
   * @param column the argument, not NULL in the rows selected; {@code null} if there is none
   */
  abstract void update(Column column, Selection selection, Groups groups);

  /**
   * As {@link #update(Column, Selection, Groups)}, for accumulators that need more than one column.
   *
   * @param column the first argument
   */
  void update(Batch batch, Column column, Selection selection, Groups groups) {
    update(column, selection, groups);
  }

  /**
   * Adds accumulators to accumulators.
   *
   * @param sign +1, or -1 to take them away again, which only an {@link #invertible} one can
   */
  abstract void merge(Merge merge, int sign);

  /** Whether what was added can be taken away without a trace. */
  boolean invertible() {
    return false;
  }

  /** Whether its first word is a handle of what it keeps beside the words, 0 for nothing. */
  boolean hasHandle() {
    return false;
  }

  /** Frees what the group at {@code base} keeps beside its words; the group goes. */
  void release(Groups groups, int base) {}

  /** Whether its words are handles of the group's heap, which {@link #relocate} moves. */
  boolean usesHeap() {
    return false;
  }

  /** Copies what the row at {@code base} refers to from one heap to another. */
  void relocate(long[] words, int base, BytesHeap from, BytesHeap to) {}
}
