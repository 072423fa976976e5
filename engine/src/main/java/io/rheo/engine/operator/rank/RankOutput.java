package io.rheo.engine.operator.rank;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.RowTrees;
import java.util.Arrays;

/** Rows with their ranks on their way out, gathered into batches. */
final class RankOutput {
  private final RowTrees trees;
  private final KeyEncoder encoder;
  private final boolean numbered;
  private final int[] bases = new int[Batch.TARGET_ROWS];
  private final long[] ranks = new long[Batch.TARGET_ROWS];
  private final int[] weights = new int[Batch.TARGET_ROWS];
  private int count;

  RankOutput(PhysicalNode.Rank plan, RankedRows rows) {
    trees = rows.trees();
    encoder = rows.encoder();
    numbered = plan.numbered();
  }

  void add(int slot, long rank, int weight, Output out) {
    bases[count] = trees.base(slot);
    ranks[count] = rank;
    weights[count] = weight;
    count++;
    if (count == bases.length) {
      flush(out);
    }
  }

  /** Hands on what was added; before any row of it is forgotten. */
  void flush(Output out) {
    if (count > 0) {
      Column[] columns = new Column[encoder.columnCount() + (numbered ? 1 : 0)];
      for (int i = 0; i < encoder.columnCount(); i++) {
        columns[i] = encoder.decode(i, trees.words(), bases, count);
      }
      if (numbered) {
        columns[columns.length - 1] = new LongColumn(Arrays.copyOf(ranks, count), null);
      }
      out.batch(new Batch(columns, count, insertsOnly() ? null : Arrays.copyOf(weights, count)));
      count = 0;
    }
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
