package io.rheo.shell.bench;

import io.rheo.engine.column.Batch;

/**
 * What a query's rows amount to: how many there are in the end, and a hash of them that does not
 * depend on their order. Rows that were taken back leave no trace in either.
 */
final class ResultHash {
  private long[] hashes = new long[Batch.TARGET_ROWS];
  private long changes;
  private long rows;
  private long hash;

  void add(Batch batch) {
    int count = batch.rowCount();
    if (hashes.length < count) {
      hashes = new long[count];
    }
    java.util.Arrays.fill(hashes, 0, count, 1);
    for (int i = 0; i < batch.columnCount(); i++) {
      ColumnHashes.add(batch.column(i), hashes, count);
    }
    changes += count;
    for (int i = 0; i < count; i++) {
      int weight = batch.weight(i);
      rows += weight;
      hash += weight * ColumnHashes.mix(hashes[i], count(hashes[i]));
    }
  }

  private static long count(long hash) {
    return hash >>> 17; // any second look at the bits: a sum of plain products would be linear
  }

  /** Rows that were written, those that take others back included. */
  long changes() {
    return changes;
  }

  /** Rows that are left. */
  long rows() {
    return rows;
  }

  long hash() {
    return hash;
  }
}
