package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Validity;
import java.util.Arrays;

/**
 * Some rows of a batch, the group of each as the base of its row of words, and its weight. Scratch
 * memory: refilled for every batch.
 */
final class Selection {
  private int[] rows = new int[Batch.TARGET_ROWS];
  private int[] bases = new int[Batch.TARGET_ROWS];
  private int[] weights = new int[Batch.TARGET_ROWS];
  private boolean weighted;
  private int count;

  int[] rows() {
    return rows;
  }

  int[] bases() {
    return bases;
  }

  /** The weights, or {@code null} if each is +1. */
  int[] weights() {
    return weighted ? weights : null;
  }

  int count() {
    return count;
  }

  void clear(boolean newWeighted, int capacity) {
    count = 0;
    weighted = newWeighted;
    if (capacity > rows.length) {
      rows = new int[capacity];
      bases = new int[capacity];
      weights = new int[capacity];
    }
  }

  void add(int row, int base, int weight) {
    rows[count] = row;
    bases[count] = base;
    weights[count] = weight;
    count++;
  }

  /** The entries {@code [from, to)} of rows and groups, with the weights of their batch. */
  void fill(Batch batch, int[] newRows, int[] newBases, int from, int to) {
    clear(batch.weights() != null, to - from);
    count = to - from;
    System.arraycopy(newRows, from, rows, 0, count);
    System.arraycopy(newBases, from, bases, 0, count);
    if (weighted) {
      int[] batchWeights = batch.weights();
      for (int i = 0; i < count; i++) {
        weights[i] = batchWeights[rows[i]];
      }
    }
  }

  /** The entries of {@code from} whose row is not NULL in {@code column}. */
  void fillValid(Selection from, Column column) {
    clear(from.weighted, from.count);
    long[] validity = column.validity();
    for (int i = 0; i < from.count; i++) {
      if (Validity.isSet(validity, from.rows[i])) {
        add(from.rows[i], from.bases[i], from.weights[i]);
      }
    }
  }

  /** Keeps the entries whose row is not NULL in {@code column}. */
  void keepValid(Column column) {
    long[] validity = column.validity();
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (Validity.isSet(validity, rows[i])) {
        rows[kept] = rows[i];
        bases[kept] = bases[i];
        weights[kept] = weights[i];
        kept++;
      }
    }
    count = kept;
  }

  /** Keeps the entries whose row is TRUE in {@code filter}. */
  void keepTrue(BooleanColumn filter) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (filter.values()[row] != 0 && Validity.isSet(filter.validity(), row)) {
        rows[kept] = row;
        bases[kept] = bases[i];
        weights[kept] = weights[i];
        kept++;
      }
    }
    count = kept;
  }

  /** The entries of another selection. */
  void fill(Selection from) {
    clear(from.weighted, from.count);
    System.arraycopy(from.rows, 0, rows, 0, from.count);
    System.arraycopy(from.bases, 0, bases, 0, from.count);
    System.arraycopy(from.weights, 0, weights, 0, from.count);
    count = from.count;
  }

  /** The numbers 0, 1, 2 …, as a selection of all rows. */
  static int[] allRows(int count) {
    int[] all = new int[count];
    Arrays.setAll(all, row -> row);
    return all;
  }
}
