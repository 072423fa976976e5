package io.rheo.engine.operator.join;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.VersionJoin;
import io.rheo.engine.state.RowTree;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Joins each left row with the last right row of its key that is not later, or earlier: temporal
 * joins, and ASOF joins that look back.
 *
 * <p>Inputs: changelogs, each with a time attribute. Output: a row for each change of the left, by
 * its time, when the watermark has passed it; before that watermark. A left row whose time or key
 * is NULL has no partner.
 *
 * <p>If right rows are versions, {@link Versions} says what those do that are taken back.
 *
 * <p>A left row that comes after the watermark has passed its time is late: counted, and joined
 * with the right rows that are still held. State: left rows that wait; of each key the right rows
 * from the last one on that the watermark has passed. A row costs time logarithmic in those held of
 * its key.
 */
public final class VersionJoinOperator implements MultiInputOperator {
  private static final int LEFT = 0;
  private static final int RIGHT = 1;

  private final VersionJoin plan;
  private final List<OperatorMetrics> metrics;
  private final JoinKeys keys;
  private final TimedGroups groups;
  private final HeldRows[] sides;
  private final Versions versions;
  private final JoinedRows joined;
  private final Removals gone = new Removals();
  private long watermark = NO_WATERMARK;

  /**
   * @param metrics one for each input
   * @param environment for the condition, if there is one
   */
  public VersionJoinOperator(
      VersionJoin plan, List<OperatorMetrics> metrics, Supplier<StageEnvironment> environment) {
    this.plan = plan;
    this.metrics = metrics;
    keys = new JoinKeys(plan, plan.keys());
    sides =
        new HeldRows[] {new HeldRows(plan.left().rowType()), new HeldRows(plan.right().rowType())};
    groups = new TimedGroups(keys.encoder(), sides, plan.leftTime(), plan.rightTime());
    versions = new Versions(groups, sides[RIGHT], plan);
    int[] columns = plan.columns().stream().mapToInt(Integer::intValue).toArray();
    joined = new JoinedRows(plan, plan.condition(), columns, sides, environment);
  }

  @Override
  public void onBatch(int input, Batch batch, Output out) {
    long[] words = keys.encode(input, batch);
    LongColumn times = (LongColumn) batch.column(plan.time(input));
    int[] late = new int[batch.rowCount()];
    int lateCount = 0;
    for (int row = 0; row < batch.rowCount(); row++) {
      boolean unmatched = keys.isUnmatched(input, batch, row);
      if (!times.isNull(row) && times.values()[row] <= watermark) {
        late[lateCount++] = row;
      }
      if (input == LEFT) {
        takeLeft(batch, row, words, times, unmatched, out);
      } else if (!unmatched) {
        versions.take(batch, row, groups.group(words, row));
      }
    }
    joined.flush(out);
    dropGone();
    metrics.get(input).late(batch, late, 0, lateCount, plan.time(input), watermark);
  }

  private void takeLeft(
      Batch batch, int row, long[] words, LongColumn times, boolean unmatched, Output out) {
    if (unmatched || times.isNull(row)) {
      if (plan.kind() == JoinKind.LEFT) {
        give(sides[LEFT].add(batch, row), RowTree.EMPTY, out);
      }
      return;
    }
    long time = times.values()[row];
    if (time > watermark) {
      groups.insert(LEFT, groups.group(words, row), sides[LEFT].add(batch, row), time);
      return;
    }
    int group = groups.find(words, row);
    int right = group == TimedGroups.NONE ? RowTree.EMPTY : partner(group, time);
    give(sides[LEFT].add(batch, row), right, out);
  }

  /** Hands a left row on with its partner, or alone if that has ended. */
  private void give(int left, int right, Output out) {
    if (right != RowTree.EMPTY && !versions.isEnd(right)) {
      joined.pair(left, right, out);
    } else if (plan.kind() == JoinKind.LEFT) {
      joined.alone(LEFT, left, out);
    }
    gone.add(LEFT, left);
  }

  /** The right row that goes with a time; {@link RowTree#EMPTY} if there is none. */
  private int partner(int group, long time) {
    return groups.nearest(RIGHT, group, time, plan.match());
  }

  private void dropGone() {
    gone.forEach((input, row) -> sides[input].remove(row));
    gone.clear();
  }

  @Override
  public void onWatermark(long newWatermark, Output out) {
    watermark = newWatermark;
    while (groups.drops(LEFT, watermark)) {
      join(groups.pollFirst(LEFT), out);
      if (gone.isFull()) {
        joined.flush(out);
        dropGone();
      }
    }
    joined.flush(out);
    dropGone();
    while (groups.drops(RIGHT, watermark)) {
      dropBefore(groups.pollFirst(RIGHT));
    }
    groups.collect();
    out.watermark(watermark);
  }

  private void join(int left, Output out) {
    int right = partner(groups.groupOf(LEFT, left), groups.time(LEFT, left));
    groups.remove(LEFT, left);
    give(left, right, out);
  }

  /** Nobody looks for a right row before the last one that the watermark has passed. */
  private void dropBefore(int last) {
    int group = groups.groupOf(RIGHT, last);
    long time = groups.time(RIGHT, last);
    int first = groups.first(RIGHT, group);
    while (groups.time(RIGHT, first) < time) {
      groups.remove(RIGHT, first);
      sides[RIGHT].remove(first);
      first = groups.first(RIGHT, group);
    }
  }

  @Override
  public void onStepEnd(Output out) {
    versions.endStep();
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(watermark);
    groups.writeTo(state);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    watermark = state.getLong();
    groups.readFrom(state, input -> 0);
    versions.endStep();
  }
}
