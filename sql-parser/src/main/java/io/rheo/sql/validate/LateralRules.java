package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;

/** What the right side of a join may be if it is made from each row of the left side. */
final class LateralRules {
  private LateralRules() {}

  /**
   * Refuses joins that keep rows of the right side: without a row at the left there is none.
   *
   * @throws Refusal at the right side
   */
  static void check(SqlJoin join) {
    SqlNode right = withoutName(join.getRight());
    boolean lateral = right.getKind() == SqlKind.LATERAL || right.getKind() == SqlKind.UNNEST;
    if (lateral && join.getJoinType().generatesNullsOnLeft() && namesColumns((SqlCall) right)) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.INVALID_QUERY,
                  join.getJoinType() + " JOIN cannot keep the rows of " + right.getKind().sql)
              .why("they are made from the rows of the other side, so none is without one")
              .fix("use CROSS JOIN or LEFT JOIN … ON TRUE"),
          right.getParserPosition());
    }
  }

  private static SqlNode withoutName(SqlNode node) {
    return node.getKind() == SqlKind.AS ? ((SqlCall) node).operand(0) : node;
  }

  /** A sub-query may name its own columns only; then the plan tells. */
  private static boolean namesColumns(SqlCall right) {
    try {
      right.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
              return call instanceof SqlSelect ? null : super.visit(call);
            }

            @Override
            public Void visit(SqlIdentifier identifier) {
              throw new Util.FoundOne(identifier);
            }
          });
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }
}
