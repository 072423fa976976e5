package io.rheo.engine.exec.graph;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.state.Hashing;
import java.util.Arrays;
import java.util.List;

/**
 * Deals the rows of batches to workers by their key. Rows of one SQL group go to one worker: NULL
 * equals NULL, -0.0 equals 0.0, NaN equals NaN. Rows keep their order. Used by one thread.
 */
final class KeyPartitioner {
  private final int[] keys;
  private final int targets;
  private long[] hashes = {};
  private final int[][] rows;
  private final int[] counts;

  /**
   * @param keys the columns of the key, none of which holds nested values
   */
  KeyPartitioner(List<Integer> keys, int targets) {
    this.keys = keys.stream().mapToInt(Integer::intValue).toArray();
    this.targets = targets;
    rows = new int[targets][Batch.TARGET_ROWS];
    counts = new int[targets];
  }

  /** Finds the worker of each row. */
  void partition(Batch batch) {
    int count = batch.rowCount();
    if (count > hashes.length) {
      hashes = new long[Math.max(count, Batch.TARGET_ROWS)];
      for (int i = 0; i < targets; i++) {
        rows[i] = new int[hashes.length];
      }
    }
    Arrays.fill(hashes, 0, count, 0);
    for (int key : keys) {
      combine(batch.column(key), count);
    }
    Arrays.fill(counts, 0);
    for (int row = 0; row < count; row++) {
      // The top bits choose slots in hash tables: the target must not depend on them alone.
      int target = (int) (((hashes[row] & 0xFFFF_FFFFL) * targets) >>> 32);
      rows[target][counts[target]++] = row;
    }
  }

  /** The rows of the batch that was partitioned last that go to one worker; possibly none. */
  Batch rowsOf(int target, Batch batch) {
    return counts[target] == batch.rowCount() ? batch : batch.gather(rows[target], counts[target]);
  }

  boolean hasRows(int target) {
    return counts[target] > 0;
  }

  private void combine(Column column, int count) {
    if (column instanceof LongColumn longs) {
      combine(longs.values(), count);
    } else if (column instanceof IntColumn ints) {
      for (int i = 0; i < count; i++) {
        hashes[i] = Hashing.combine(hashes[i], ints.values()[i]);
      }
    } else if (column instanceof BooleanColumn booleans) {
      for (int i = 0; i < count; i++) {
        hashes[i] = Hashing.combine(hashes[i], booleans.values()[i]);
      }
    } else if (column instanceof DoubleColumn doubles) {
      for (int i = 0; i < count; i++) {
        double value = doubles.values()[i] + 0.0; // -0.0 becomes 0.0
        hashes[i] = Hashing.combine(hashes[i], Double.doubleToLongBits(value));
      }
    } else if (column instanceof Decimal128Column decimals) {
      combine(decimals.high(), count);
      combine(decimals.low(), count);
    } else if (column instanceof BytesColumn bytes) {
      for (int i = 0; i < count; i++) {
        long hash = Hashing.hash(bytes.bytes(), bytes.starts()[i], bytes.lengths()[i]);
        hashes[i] = Hashing.combine(hashes[i], hash);
      }
    } else {
      throw new IllegalArgumentException("nested values are no key to partition by");
    }
  }

  private void combine(long[] values, int count) {
    for (int i = 0; i < count; i++) {
      hashes[i] = Hashing.combine(hashes[i], values[i]);
    }
  }
}
