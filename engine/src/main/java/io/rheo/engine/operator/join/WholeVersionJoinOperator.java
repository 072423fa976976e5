package io.rheo.engine.operator.join;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.VersionJoin;
import io.rheo.engine.state.RowTree;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Joins each left row with the nearest of all right rows of its key: temporal and ASOF joins with a
 * right input that ends, whose rows may come in any order.
 *
 * <p>Inputs: changelogs with a column each by which right rows are ordered, of times or numbers.
 * The right is read first: left rows wait until then. Output: a row for each change of the left, in
 * its order; the watermark is that of the left. No row is late. A left row whose time or key is
 * NULL has no partner.
 *
 * <p>If right rows are versions, {@link Versions} says what those do that are taken back.
 *
 * <p>State: the right rows; the left rows that wait. A row costs time logarithmic in the right rows
 * of its key.
 */
public final class WholeVersionJoinOperator implements MultiInputOperator {
  private static final int LEFT = 0;
  private static final int RIGHT = 1;

  private final VersionJoin plan;
  private final JoinKeys keys;
  private final HeldRows[] sides;
  private final TimedGroups groups;
  private final Versions versions;
  private final JoinedRows joined;
  private final Removals gone = new Removals();
  private final WaitingLeft waiting;

  /**
   * @param environment for the condition, if there is one
   */
  public WholeVersionJoinOperator(VersionJoin plan, Supplier<StageEnvironment> environment) {
    this.plan = plan;
    keys = new JoinKeys(plan, plan.keys());
    sides =
        new HeldRows[] {new HeldRows(plan.left().rowType()), new HeldRows(plan.right().rowType())};
    groups = new TimedGroups(keys.encoder(), sides, plan.leftTime(), plan.rightTime());
    versions = new Versions(groups, sides[RIGHT], plan);
    int[] columns = plan.columns().stream().mapToInt(Integer::intValue).toArray();
    joined = new JoinedRows(plan, plan.condition(), columns, sides, environment);
    waiting = new WaitingLeft(plan.left().rowType(), false);
  }

  @Override
  public void onBatch(int input, Batch batch, Output out) {
    if (input == RIGHT) {
      take(batch);
    } else {
      waiting.take(batch, left -> join(left, out));
    }
  }

  private void take(Batch batch) {
    long[] words = keys.encode(RIGHT, batch);
    for (int row = 0; row < batch.rowCount(); row++) {
      if (!keys.isUnmatched(RIGHT, batch, row)) {
        versions.take(batch, row, groups.group(words, row));
      }
    }
  }

  private void join(Batch batch, Output out) {
    long[] words = keys.encode(LEFT, batch);
    for (int row = 0; row < batch.rowCount(); row++) {
      int left = sides[LEFT].add(batch, row);
      gone.add(LEFT, left);
      int right = RowTree.EMPTY;
      if (!keys.isUnmatched(LEFT, batch, row) && !batch.column(plan.leftTime()).isNull(row)) {
        int group = groups.find(words, row);
        right = group == TimedGroups.NONE ? RowTree.EMPTY : nearest(left, group);
      }
      if (right != RowTree.EMPTY && !versions.isEnd(right)) {
        joined.pair(left, right, out);
      } else if (plan.kind() == JoinKind.LEFT) {
        joined.alone(LEFT, left, out);
      }
    }
    joined.flush(out);
    gone.forEach((input, left) -> sides[input].remove(left));
    gone.clear();
  }

  private int nearest(int left, int group) {
    return groups.nearest(RIGHT, group, groups.time(LEFT, left), plan.match());
  }

  @Override
  public void onInputWatermark(int input, long newWatermark, Output out) {
    waiting.onInputWatermark(input, newWatermark, left -> join(left, out), out);
  }

  /** The watermark of both means nothing here. */
  @Override
  public void onWatermark(long merged, Output out) {}

  @Override
  public void onStepEnd(Output out) {
    versions.endStep();
    groups.collect();
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    groups.writeTo(state);
    waiting.writeTo(state);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    groups.readFrom(state, input -> 0);
    versions.endStep();
    waiting.readFrom(state);
  }
}
