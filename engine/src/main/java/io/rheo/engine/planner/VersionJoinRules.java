package io.rheo.engine.planner;

import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.TimeMatch;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.validate.PlanPositions.Clause;

/** Whether a join with the nearest row can run as rows come, or needs all rows of its right. */
final class VersionJoinRules {
  private static final String FILES = "filesystem";

  private VersionJoinRules() {}

  /**
   * Whether the right is read first. Fails if it does not end and only that would do.
   *
   * @param leftTime the left's column that is compared
   * @param rightTime the right's column
   */
  static boolean isRightFirst(
      PlannedJoin join,
      int leftTime,
      int rightTime,
      TimeMatch how,
      boolean versions,
      PhysicalPlanner planner) {
    boolean changes =
        !versions && (join.left().traits().updating() || join.right().traits().updating());
    if (join.right().traits().bounded()) {
      return isAtRest(join.right())
          || changes
          || !how.isBackwards()
          || !isTime(join.left(), leftTime)
          || !isTime(join.right(), rightTime);
    }
    requireTime(join.left(), leftTime, planner);
    requireTime(join.right(), rightTime, planner);
    if (changes) {
      throw error(planner, "an ASOF join of rows that are taken back is not supported")
          .why("each row that goes could change the partner of many others")
          .fix("join rows that are only inserted, or look up versions: FOR SYSTEM_TIME AS OF");
    } else if (!how.isBackwards()) {
      throw error(planner, "an ASOF join with the next row of a table without end is not supported")
          .why("a row without a next one would wait for ever")
          .fix("join with the last row before, or bound the distance: an interval join");
    }
    return false;
  }

  /** Whether all rows are there before the query starts, so that their order means nothing. */
  private static boolean isAtRest(PhysicalNode node) {
    if (node instanceof PhysicalNode.Scan scan) {
      return scan.table().options().isEmpty()
          || FILES.equals(scan.table().options().get("connector"));
    }
    return node instanceof PhysicalNode.Values
        || (!node.inputs().isEmpty() && node.inputs().stream().allMatch(n -> isAtRest(n)));
  }

  private static boolean isTime(PhysicalNode input, int column) {
    return input.traits().timeColumns().contains(column);
  }

  private static void requireTime(PhysicalNode input, int column, PhysicalPlanner planner) {
    if (!isTime(input, column)) {
      String name = input.rowType().name(column);
      throw error(
              planner,
              (name.startsWith("$") ? "an expression" : "column '" + name + "'")
                  + " is not a time attribute here")
          .why("no watermark speaks of it, so nobody could know which row is the nearest")
          .fix("declare WATERMARK FOR the column in CREATE TABLE, and compare it unchanged");
    }
  }

  static SqlError error(PhysicalPlanner planner, String what) {
    return planner.query().positions().error(Clause.JOIN, ErrorCode.NOT_SUPPORTED, what);
  }
}
