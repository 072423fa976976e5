package io.rheo.server.avatica;

import io.rheo.engine.column.Batch;
import java.util.Arrays;

/**
 * The rows of a batch as the changes that a client sees. Of a retraction that is directly followed
 * by an insertion the first is {@code -U} and the second {@code +U}; others are {@code -D} and
 * {@code +I}; a weight of several is as many rows.
 *
 * @param count of the changes; the arrays may be longer
 * @param rows the batch's row of each change
 * @param kinds indexes into {@link io.rheo.jdbc.Protocol#changeKinds}
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays: never compared, never a key
record ChangeRows(int count, int[] rows, byte[] kinds) {
  private static final byte INSERT = 0;
  private static final byte UPDATE_BEFORE = 1;
  private static final byte UPDATE_AFTER = 2;
  private static final byte DELETE = 3;

  /**
   * @param upsert leave out {@code -U}
   */
  static ChangeRows of(Batch batch, boolean upsert) {
    Builder builder = new Builder(batch.rowCount());
    for (int row = 0; row < batch.rowCount(); row++) {
      boolean replaced =
          batch.weight(row) == -1 && row + 1 < batch.rowCount() && batch.weight(row + 1) == 1;
      if (replaced) {
        if (!upsert) {
          builder.add(row, UPDATE_BEFORE, 1);
        }
        row++;
        builder.add(row, UPDATE_AFTER, 1);
      } else {
        int weight = batch.weight(row);
        builder.add(row, weight > 0 ? INSERT : DELETE, Math.abs(weight));
      }
    }
    return new ChangeRows(builder.count, builder.rows, builder.kinds);
  }

  private static final class Builder {
    private int[] rows;
    private byte[] kinds;
    private int count;

    Builder(int capacity) {
      rows = new int[capacity];
      kinds = new byte[capacity];
    }

    void add(int row, byte kind, int times) {
      int end = Math.addExact(count, times);
      if (end > rows.length) {
        int capacity = Math.max(end, rows.length * 2);
        rows = Arrays.copyOf(rows, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
      }
      Arrays.fill(rows, count, end, row);
      Arrays.fill(kinds, count, end, kind);
      count = end;
    }
  }
}
