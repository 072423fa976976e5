package io.rheo.engine.operator.over;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.changelog.Consolidation;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.state.BatchCodec;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code OVER} of an input that ends, in any order.
 *
 * <p>Input: any changelog; retractions are netted first. Output: insert-only, after the end of the
 * input, at the end of that step, in the order of the {@code OVER}; the watermark follows the rows.
 * A row with a result that its type cannot hold is counted as a row error and left out. State: all
 * rows.
 */
public final class OverBatchOperator implements OneInputOperator {
  private static final int CONSOLIDATE_FROM = 4 * Batch.TARGET_ROWS;

  private final OrderedNode.Over plan;
  private final OperatorMetrics metrics;
  private final BatchCodec codec;
  private final boolean updating;
  private List<Batch> held = new ArrayList<>();
  private long heldRows;
  private long consolidateAt = CONSOLIDATE_FROM;
  private boolean ended;
  private boolean emitted;

  public OverBatchOperator(OrderedNode.Over plan, OperatorMetrics metrics) {
    this.plan = plan;
    this.metrics = metrics;
    codec = new BatchCodec(plan.input().rowType());
    updating = plan.input().traits().updating();
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    held.add(batch);
    heldRows += batch.rowCount();
    if (updating && heldRows >= consolidateAt) {
      consolidate();
      consolidateAt = Math.max(CONSOLIDATE_FROM, 2 * heldRows);
    }
  }

  private void consolidate() {
    Consolidation consolidation = new Consolidation(plan.input().rowType());
    held.forEach(consolidation::add);
    held = new ArrayList<>(consolidation.batches());
    heldRows = held.stream().mapToLong(Batch::rowCount).sum();
  }

  @Override
  public void onWatermark(long watermark, Output out) {
    ended |= watermark == END_OF_INPUT;
  }

  @Override
  public void onStepEnd(Output out) {
    if (ended && !emitted) {
      if (updating) {
        consolidate();
      }
      if (!held.isEmpty()) {
        PartitionRun.emit(held, plan, metrics, out);
      }
      held.clear();
      out.watermark(END_OF_INPUT);
      emitted = true;
    }
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putInt(ended ? 1 : 0);
    state.putInt(emitted ? 1 : 0);
    codec.writeAll(held, state);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    ended = state.getInt() != 0;
    emitted = state.getInt() != 0;
    heldRows = codec.readAll(held, state);
  }
}
