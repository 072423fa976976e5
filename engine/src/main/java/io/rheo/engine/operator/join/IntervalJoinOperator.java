package io.rheo.engine.operator.join;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.IntervalJoin;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Joins rows of equal keys whose times are near each other.
 *
 * <p>Inputs: append-only, each with a time attribute. Output: insert-only. A pair comes with the
 * later of its two rows; the pairs of a row by the time of the other one. A row that stays without
 * a partner, where the join wants it, comes when the watermark says that none can follow. A row
 * whose time or key is NULL has no partner. The watermark is held back by {@link
 * IntervalJoin#delay}, so that it is right about the times of both sides.
 *
 * <p>A row that comes after the watermark has passed its time is late: it is counted, and meets the
 * rows that are still held.
 *
 * <p>State: the rows that a row which is not late may meet; the watermark drops them. A row costs
 * time logarithmic in the rows held of its key, and constant time for each pair.
 */
public final class IntervalJoinOperator implements MultiInputOperator {
  private final IntervalJoin plan;
  private final List<OperatorMetrics> metrics;
  private final JoinKeys keys;
  private final TimedGroups groups;
  private final HeldRows[] sides;
  private final JoinedRows joined;
  private final IntConsumer meet = this::meet;
  private final Removals gone = new Removals();
  private long watermark = NO_WATERMARK;
  private int side; // of the row that meets others
  private int cell;
  private Output out;

  /**
   * @param metrics one for each input
   * @param environment for the condition, if there is one
   */
  public IntervalJoinOperator(
      IntervalJoin plan, List<OperatorMetrics> metrics, Supplier<StageEnvironment> environment) {
    this.plan = plan;
    this.metrics = metrics;
    keys = new JoinKeys(plan, plan.keys());
    sides =
        new HeldRows[] {new HeldRows(plan.left().rowType()), new HeldRows(plan.right().rowType())};
    groups = new TimedGroups(keys.encoder(), sides, plan.leftTime(), plan.rightTime());
    int[] columns = plan.columns().stream().mapToInt(Integer::intValue).toArray();
    joined = new JoinedRows(plan, plan.condition(), columns, sides, environment);
  }

  @Override
  public void onBatch(int input, Batch batch, Output output) {
    side = input;
    out = output;
    long[] words = keys.encode(input, batch);
    LongColumn times = (LongColumn) batch.column(plan.time(input));
    int[] late = new int[batch.rowCount()];
    int lateCount = 0;
    for (int row = 0; row < batch.rowCount(); row++) {
      boolean unmatched = times.isNull(row) || keys.isUnmatched(input, batch, row);
      if (!unmatched && times.values()[row] <= watermark) {
        late[lateCount++] = row;
      }
      if (!unmatched) {
        take(batch, row, words, times.values()[row]);
      } else if (givesAlone(input)) {
        cell = sides[input].add(batch, row);
        joined.alone(input, cell, output);
        gone.add(input, cell);
      }
    }
    joined.flush(output);
    dropGone();
    out = null;
    metrics.get(input).late(batch, late, 0, lateCount, plan.time(input), watermark);
  }

  /** Whether rows of a side that have no partner are in the result. */
  private boolean givesAlone(int input) {
    return plan.kind() == JoinKind.ANTI ? input == 0 : plan.kind().pads(1 - input);
  }

  private void take(Batch batch, int row, long[] words, long time) {
    long end = Times.plus(time, plan.reach(side));
    int group = end > watermark ? groups.group(words, row) : groups.find(words, row);
    cell = sides[side].add(batch, row);
    if (group != TimedGroups.NONE) {
      long from = side == 0 ? Times.plus(time, plan.lower()) : Times.minus(time, plan.upper());
      long to = side == 0 ? Times.plus(time, plan.upper()) : Times.minus(time, plan.lower());
      groups.forEachBetween(1 - side, group, from, to, meet);
    }
    if (end > watermark) {
      groups.insert(side, group, cell, end);
    } else {
      joined.flush(out);
      if (givesAlone(side) && !sides[side].isMatched(cell)) {
        joined.alone(side, cell, out);
      }
      gone.add(side, cell);
    }
  }

  private void meet(int other) {
    joined.pair(side == 0 ? cell : other, side == 0 ? other : cell, out);
  }

  private void dropGone() {
    gone.forEach((input, row) -> sides[input].remove(row));
    gone.clear();
  }

  @Override
  public void onWatermark(long newWatermark, Output output) {
    watermark = newWatermark;
    for (int input = 0; input < sides.length; input++) {
      drop(input, output);
    }
    groups.collect();
    output.watermark(
        watermark == END_OF_INPUT ? END_OF_INPUT : Times.minus(watermark, plan.delay()));
  }

  private void drop(int input, Output output) {
    boolean givesAlone = givesAlone(input);
    while (groups.drops(input, watermark)) {
      int first = groups.removeFirst(input);
      if (givesAlone && !sides[input].isMatched(first)) {
        joined.alone(input, first, output);
      }
      gone.add(input, first);
      if (gone.isFull()) {
        joined.flush(output);
        dropGone();
      }
    }
    joined.flush(output);
    dropGone();
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(watermark);
    groups.writeTo(state);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    watermark = state.getLong();
    groups.readFrom(state, plan::reach);
  }
}
