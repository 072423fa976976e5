package io.rheo.engine.operator.rank;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.changelog.Consolidation;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.state.PackedRows;
import io.rheo.engine.type.RowType;
import java.util.Arrays;

/**
 * Changes of kept rows on their way out, gathered into batches. If partitions can look the same,
 * what they have in common is netted.
 */
final class FirstRowsOutput {
  private final PackedRows rows;
  private final boolean numbered;
  private final boolean nets;
  private final RowType rowType;
  private Consolidation net; // null if nothing waits in it
  private final long[] changed = new long[Batch.TARGET_ROWS];
  private final long[] ranks = new long[Batch.TARGET_ROWS];
  private final int[] weights = new int[Batch.TARGET_ROWS];
  private int count;
  private boolean retracting;

  FirstRowsOutput(OrderedNode.Rank plan, PackedRows rows) {
    this.rows = rows;
    numbered = plan.numbered();
    nets = !plan.columns().containsAll(plan.rule().partition());
    rowType = plan.rowType();
  }

  /** Adds a change; the row may be forgotten after {@link #flush} only. */
  void add(long row, long rank, int weight, Output out) {
    changed[count] = row;
    ranks[count] = rank;
    weights[count] = weight;
    retracting |= weight != 1;
    count++;
    if (count == changed.length) {
      handOn(out);
    }
  }

  void flush(Output out) {
    if (count > 0) {
      handOn(out);
    }
    if (net != null) {
      net.batches().forEach(out::batch);
      net = null;
    }
  }

  private void handOn(Output out) {
    Column[] columns = rows.read(changed, count);
    if (numbered) {
      columns = Arrays.copyOf(columns, columns.length + 1);
      columns[columns.length - 1] = new LongColumn(Arrays.copyOf(ranks, count), null);
    }
    Batch batch = new Batch(columns, count, retracting ? Arrays.copyOf(weights, count) : null);
    count = 0;
    retracting = false;
    if (nets) {
      net = net == null ? new Consolidation(rowType) : net;
      net.add(batch);
    } else {
      out.batch(batch);
    }
  }
}
