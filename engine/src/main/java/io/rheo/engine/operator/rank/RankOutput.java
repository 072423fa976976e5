package io.rheo.engine.operator.rank;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.changelog.Consolidation;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.RowTrees;
import io.rheo.engine.type.RowType;
import java.util.Arrays;

/**
 * Rows with their ranks on their way out, gathered into batches. Rows that differ only in columns
 * that are not handed on are netted.
 */
final class RankOutput {
  private final RowTrees trees;
  private final KeyEncoder encoder;
  private final int[] shown; // columns that are handed on
  private final boolean numbered;
  private final RowType rowType;
  private final boolean nets;
  private Consolidation net; // null if nothing waits in it
  private final int[] bases = new int[Batch.TARGET_ROWS];
  private final long[] ranks = new long[Batch.TARGET_ROWS];
  private final int[] weights = new int[Batch.TARGET_ROWS];
  private int count;

  RankOutput(OrderedNode.Rank plan, RankedRows rows) {
    trees = rows.trees();
    encoder = rows.encoder();
    shown = plan.columns().stream().mapToInt(Integer::intValue).toArray();
    numbered = plan.numbered();
    rowType = plan.rowType();
    nets = !plan.onWindowClose() && shown.length < encoder.columnCount();
  }

  void add(int slot, long rank, int weight, Output out) {
    bases[count] = trees.base(slot);
    ranks[count] = rank;
    weights[count] = weight;
    count++;
    if (count == bases.length) {
      handOn(out);
    }
  }

  /** Hands on what was added; before any row of it is forgotten. */
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
    Batch batch = batch();
    count = 0;
    if (nets) {
      net = net == null ? new Consolidation(rowType) : net;
      net.add(batch);
    } else {
      out.batch(batch);
    }
  }

  private Batch batch() {
    Column[] columns = new Column[shown.length + (numbered ? 1 : 0)];
    for (int i = 0; i < shown.length; i++) {
      columns[i] = encoder.decode(shown[i], trees.words(), bases, count);
    }
    if (numbered) {
      columns[shown.length] = new LongColumn(Arrays.copyOf(ranks, count), null);
    }
    return new Batch(columns, count, insertsOnly() ? null : Arrays.copyOf(weights, count));
  }

  private boolean insertsOnly() {
    for (int i = 0; i < count; i++) {
      if (weights[i] != 1) {
        return false;
      }
    }
    return true;
  }
}
