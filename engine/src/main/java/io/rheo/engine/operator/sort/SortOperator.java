package io.rheo.engine.operator.sort;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.changelog.Consolidation;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.state.BatchCodec;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sorts all rows of an input that ends.
 *
 * <p>Input: any changelog; retractions are netted first. Output: insert-only, after the end of the
 * input, at the end of that step, because operators before this one may emit until then; the
 * watermark follows the rows. Rows that compare equal keep the order in which they first came.
 *
 * <p>State: all rows; with a limit over an append-only input, at most about twice as many as can be
 * part of the result.
 */
public final class SortOperator implements OneInputOperator {
  private static final int MIN_PRUNED = 2 * Batch.TARGET_ROWS;

  private final OrderedNode.Sort plan;
  private final BatchCodec codec;
  private final long needed; // rows that can be part of the result
  private final boolean updating;
  private List<Batch> held = new ArrayList<>();
  private long heldRows;
  private long pruneAt;
  private boolean ended;
  private boolean emitted;

  public SortOperator(OrderedNode.Sort plan) {
    this.plan = plan;
    codec = new BatchCodec(plan.rowType());
    updating = plan.input().traits().updating();
    boolean limited = plan.limit() < Long.MAX_VALUE - plan.offset();
    needed = limited ? plan.offset() + plan.limit() : Long.MAX_VALUE;
    pruneAt = nextPrune(0);
  }

  private long nextPrune(long keptRows) {
    if (updating) {
      return Math.max(MIN_PRUNED, 2 * keptRows);
    }
    return needed < Integer.MAX_VALUE ? Math.max(MIN_PRUNED, 2 * needed) : Long.MAX_VALUE;
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    held.add(batch);
    heldRows += batch.rowCount();
    if (heldRows >= pruneAt) {
      prune();
    }
  }

  private void prune() {
    if (updating) {
      held = consolidated();
    } else {
      Batch rows = concatenated();
      int[] order = new RowOrder(rows, plan.keys()).sorted(rows.rowCount());
      // In order of arrival among equals, as sorted rows stay before equal ones that come later.
      held = new ArrayList<>(List.of(rows.gather(order, (int) Math.min(needed, order.length))));
    }
    heldRows = held.stream().mapToLong(Batch::rowCount).sum();
    pruneAt = nextPrune(heldRows);
  }

  private List<Batch> consolidated() {
    Consolidation consolidation = new Consolidation(plan.rowType());
    held.forEach(consolidation::add);
    return new ArrayList<>(consolidation.batches());
  }

  private Batch concatenated() {
    if (held.size() == 1) {
      return held.get(0);
    }
    BatchBuilder builder = new BatchBuilder(plan.rowType());
    for (Batch batch : held) {
      for (int row = 0; row < batch.rowCount(); row++) {
        builder.appendRow(batch, row);
      }
    }
    return builder.build();
  }

  @Override
  public void onWatermark(long watermark, Output out) {
    ended |= watermark == END_OF_INPUT;
  }

  @Override
  public void onStepEnd(Output out) {
    if (ended && !emitted) {
      emit(out);
      out.watermark(END_OF_INPUT);
      held.clear();
      emitted = true;
    }
  }

  private void emit(Output out) {
    if (updating) {
      held = consolidated();
    }
    Batch rows = concatenated();
    int[] order = withCopies(rows, new RowOrder(rows, plan.keys()).sorted(rows.rowCount()));
    int from = (int) Math.min(order.length, plan.offset());
    int to = (int) Math.min(order.length, needed);
    Batch inserts = rows.withoutWeights();
    for (; from < to; from += Batch.TARGET_ROWS) {
      int[] chunk = Arrays.copyOfRange(order, from, Math.min(to, from + Batch.TARGET_ROWS));
      out.batch(inserts.gather(chunk, chunk.length));
    }
  }

  /** Rows of weight 2 are two rows. */
  private static int[] withCopies(Batch rows, int[] order) {
    if (rows.weights() == null) {
      return order;
    }
    return Arrays.stream(order)
        .flatMap(row -> java.util.stream.IntStream.generate(() -> row).limit(copies(rows, row)))
        .toArray();
  }

  /** A source of changes that starts late may take back rows that it never gave. */
  private static int copies(Batch rows, int row) {
    return Math.max(0, rows.weight(row));
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
    pruneAt = nextPrune(heldRows);
  }
}
