package io.rheo.sql.validate;

import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code (a, b) < (c, d)}, which is {@code a < c OR (a = c AND b < d)}: the first values that
 * differ decide, and what is compared with NULL before them is unknown.
 */
final class RowComparisons {
  private RowComparisons() {}

  /** The comparison written out; the same object if it is none of two rows. */
  static SqlNode rewrite(SqlCall call) {
    if (!isOrdering(call.getKind()) || call.operandCount() != 2 || !isRow(call.operand(0))) {
      return call;
    }
    SqlCall left = call.operand(0);
    if (!isRow(call.operand(1))
        || left.operandCount() != ((SqlCall) call.operand(1)).operandCount()) {
      return call;
    }
    SqlCall right = call.operand(1);
    return from(0, call, left.getOperandList(), right.getOperandList());
  }

  private static boolean isOrdering(SqlKind kind) {
    return switch (kind) {
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> true;
      default -> false;
    };
  }

  private static boolean isRow(SqlNode node) {
    return node instanceof SqlBasicCall call
        && call.getKind() == SqlKind.ROW
        && call.operandCount() > 0
        && call.getOperandList().stream().noneMatch(value -> value.isA(SqlKind.QUERY));
  }

  /** The comparison of the values from a place on. */
  private static SqlNode from(int place, SqlCall call, List<SqlNode> left, List<SqlNode> right) {
    SqlParserPos position = call.getParserPosition();
    SqlNode a = left.get(place);
    SqlNode b = right.get(place);
    if (place == left.size() - 1) {
      return call.getOperator().createCall(position, a, b);
    }
    SqlNode equal = SqlStdOperatorTable.EQUALS.createCall(position, a, b);
    SqlNode rest = from(place + 1, call, left, right);
    return SqlStdOperatorTable.OR.createCall(
        position,
        strict(call.getKind()).createCall(position, a, b),
        SqlStdOperatorTable.AND.createCall(position, equal, rest));
  }

  private static SqlOperator strict(SqlKind kind) {
    boolean less = kind == SqlKind.LESS_THAN || kind == SqlKind.LESS_THAN_OR_EQUAL;
    return less ? SqlStdOperatorTable.LESS_THAN : SqlStdOperatorTable.GREATER_THAN;
  }
}
