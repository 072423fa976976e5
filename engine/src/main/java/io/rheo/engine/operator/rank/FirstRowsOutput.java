package io.rheo.engine.operator.rank;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.state.PackedRows;
import java.util.Arrays;

/**
 * Changes of kept rows on their way out, gathered into batches. If partitions can look the same,
 * all changes wait for {@link #flush}, and what they have in common is netted.
 */
final class FirstRowsOutput {
  private final PackedRows rows;
  private final boolean numbered;
  private final ChangeNet net; // null if no two partitions look the same
  private long[] changed = new long[Batch.TARGET_ROWS];
  private long[] ranks = new long[Batch.TARGET_ROWS];
  private int[] weights = new int[Batch.TARGET_ROWS];
  private int count;

  FirstRowsOutput(OrderedNode.Rank plan, PackedRows rows) {
    this.rows = rows;
    numbered = plan.numbered();
    net = plan.columns().containsAll(plan.rule().partition()) ? null : new ChangeNet(rows);
  }

  /** Adds a change; the row may be forgotten after {@link #flush} only. */
  void add(long row, long rank, int weight, Output out) {
    if (count == changed.length) {
      makeRoom(out);
    }
    changed[count] = row;
    ranks[count] = rank;
    weights[count] = weight;
    count++;
  }

  private void makeRoom(Output out) {
    if (net == null) {
      flush(out);
    } else {
      changed = Arrays.copyOf(changed, 2 * count);
      ranks = Arrays.copyOf(ranks, 2 * count);
      weights = Arrays.copyOf(weights, 2 * count);
    }
  }

  /** Hands on what was added. */
  void flush(Output out) {
    if (net != null) {
      net.cancel(changed, ranks, weights, count);
      dropCancelled();
    }
    for (int from = 0; from < count; from += Batch.TARGET_ROWS) {
      out.batch(batch(from, Math.min(count, from + Batch.TARGET_ROWS)));
    }
    count = 0;
  }

  private void dropCancelled() {
    int to = 0;
    for (int i = 0; i < count; i++) {
      changed[to] = changed[i];
      ranks[to] = ranks[i];
      weights[to] = weights[i];
      to += weights[i] == 0 ? 0 : 1;
    }
    count = to;
  }

  private Batch batch(int from, int to) {
    boolean retracting = false;
    for (int i = from; i < to; i++) {
      retracting |= weights[i] != 1;
    }
    Column[] columns = rows.read(Arrays.copyOfRange(changed, from, to), to - from);
    if (numbered) {
      columns = Arrays.copyOf(columns, columns.length + 1);
      columns[columns.length - 1] = new LongColumn(Arrays.copyOfRange(ranks, from, to), null);
    }
    return new Batch(columns, to - from, retracting ? Arrays.copyOfRange(weights, from, to) : null);
  }
}
