package io.rheo.engine.operator.join;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.CurrentJoin;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Joins each left row with the right rows of its key that are there when it comes: temporal joins
 * by processing time, and lookups.
 *
 * <p>Inputs: changelogs. A right input that ends is read first: left rows wait until then. Output:
 * a change for each pair, with the weight of the left row; what becomes of the right rows later
 * changes nothing. The watermark is that of the left input. A row whose key is NULL has no partner.
 *
 * <p>State: the right rows; the left rows that wait. A row costs constant time, and so does a pair.
 */
public final class CurrentJoinOperator implements MultiInputOperator {
  private static final int LEFT = 0;
  private static final int RIGHT = 1;
  private static final int NO_ROW = -1;

  private final CurrentJoin plan;
  private final JoinKeys keys;
  private final HeldRows[] sides;
  private final WindowGroups.Links links = new WindowGroups.Links();
  private final WindowGroups groups;
  private final JoinedRows joined;
  private final Removals gone = new Removals();
  private final WaitingLeft waiting;

  /**
   * @param environment for the condition, if there is one
   */
  public CurrentJoinOperator(CurrentJoin plan, Supplier<StageEnvironment> environment) {
    this.plan = plan;
    keys = new JoinKeys(plan, plan.keys());
    sides =
        new HeldRows[] {new HeldRows(plan.left().rowType()), new HeldRows(plan.right().rowType())};
    groups = new WindowGroups(keys.width(), links);
    int[] columns = plan.columns().stream().mapToInt(Integer::intValue).toArray();
    joined = new JoinedRows(plan, plan.condition(), columns, sides, environment);
    waiting = new WaitingLeft(plan.left().rowType(), !plan.right().traits().bounded());
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
      if (keys.isUnmatched(RIGHT, batch, row)) {
        continue;
      }
      if (plan.replaces()) {
        int group = groups.find(words, row);
        if (group >= 0 && groups.first(RIGHT, group) != NO_ROW) {
          sides[RIGHT].remove(groups.first(RIGHT, group));
          groups.clear(RIGHT, group);
        }
      }
      if (batch.weight(row) > 0) {
        groups.add(RIGHT, sides[RIGHT].add(batch, row), words, row, false);
      }
    }
  }

  private void join(Batch batch, Output out) {
    long[] words = keys.encode(LEFT, batch);
    for (int row = 0; row < batch.rowCount(); row++) {
      int left = sides[LEFT].add(batch, row);
      gone.add(LEFT, left);
      int group = keys.isUnmatched(LEFT, batch, row) ? NO_ROW : groups.find(words, row);
      int right = group < 0 ? NO_ROW : groups.first(RIGHT, group);
      for (; right != NO_ROW; right = groups.next(RIGHT, right)) {
        joined.pair(left, right, out);
      }
    }
    joined.flush(out);
    if (plan.kind() == JoinKind.LEFT) {
      gone.forEach((input, left) -> giveAlone(left, out));
      joined.flush(out);
    }
    gone.forEach((input, left) -> sides[input].remove(left));
    gone.clear();
  }

  private void giveAlone(int left, Output out) {
    if (!sides[LEFT].isMatched(left)) {
      joined.alone(LEFT, left, out);
    }
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
    if (keys.encoder().wantsCollection()) {
      keys.encoder().mark(groups.table());
      keys.encoder().sweep();
    }
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    keys.encoder().writeTo(state);
    groups.table().writeTo(state);
    links.writeTo(state);
    sides[LEFT].writeTo(state);
    sides[RIGHT].writeTo(state);
    waiting.writeTo(state);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    keys.encoder().readFrom(state);
    groups.table().readFrom(state);
    links.readFrom(state);
    sides[LEFT].readFrom(state);
    sides[RIGHT].readFrom(state);
    waiting.readFrom(state);
  }
}
