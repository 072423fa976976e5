package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.plan.VersionJoin;
import io.rheo.engine.state.RowTree;

/**
 * The right rows of a join with the nearest in time. If they are versions, one of equal time that
 * comes later replaces the other, and a row that is taken back ends there, unless a row of its key
 * comes in the same step: then it was replaced, from the new one's time on.
 */
final class Versions {
  private static final int RIGHT = 1;
  private static final int ENDED = -1; // the count of a version that ends what was before it
  private static final int NOT_VALID = -2; // and of one that also goes on to do so

  private final TimedGroups groups;
  private final HeldRows side;
  private final VersionJoin plan;
  private long stepStart; // the number of the first row of the step

  Versions(TimedGroups groups, HeldRows side, VersionJoin plan) {
    this.groups = groups;
    this.side = side;
    this.plan = plan;
  }

  /** Takes a row of a key. */
  void take(Batch batch, int row, int group) {
    boolean isBack = batch.weight(row) < 0;
    if (batch.column(plan.rightTime()).isNull(row)) {
      if (isBack && plan.versions()) {
        end(groups.last(RIGHT, group));
      }
      return;
    }
    int cell = side.add(batch, row);
    long time = groups.time(RIGHT, cell);
    if (!isBack && plan.versions()) {
      resume(groups.last(RIGHT, group));
      resume(groups.lastAtMost(RIGHT, group, time));
    }
    side.store().setCount(cell, isBack ? ENDED : isValid(batch, row) ? 1 : NOT_VALID);
    groups.insert(RIGHT, group, cell, time);
  }

  private boolean isValid(Batch batch, int row) {
    if (plan.valid().isEmpty()) {
      return true;
    }
    BooleanColumn valid = (BooleanColumn) batch.column(plan.valid().get());
    return !valid.isNull(row) && valid.values()[row] != 0;
  }

  /** Lets a key have no version from a row on. */
  private void end(int cell) {
    if (cell != RowTree.EMPTY) {
      side.store().setCount(cell, ENDED);
    }
  }

  /** A row that was taken back in this step was replaced: until then it was valid. */
  private void resume(int cell) {
    if (cell != RowTree.EMPTY
        && side.store().count(cell) == ENDED
        && side.store().arrival(cell) >= stepStart) {
      side.store().setCount(cell, 1);
    }
  }

  /** Whether there is no version from this row on. */
  boolean isEnd(int cell) {
    return side.store().count(cell) < 0;
  }

  void endStep() {
    stepStart = side.arrivals();
  }
}
