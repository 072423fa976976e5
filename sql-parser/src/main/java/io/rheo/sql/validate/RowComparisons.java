package io.rheo.sql.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code (a, b) < (c, d)}, which is {@code a < c OR (a = c AND b < d)}: the first values that
 * differ decide, and what is compared with NULL before them is unknown. So are rows that are
 * compared with any or all of a query.
 */
final class RowComparisons {
  private RowComparisons() {}

  /** The comparison written out; the same object if it is none of two rows. */
  static SqlNode rewrite(SqlCall call) {
    if (call.getOperator() instanceof SqlQuantifyOperator quantifier
        && isOrdering(quantifier.comparisonKind)
        && isRow(call.operand(0))
        && call.operand(1).isA(SqlKind.QUERY)) {
      return quantified(call, quantifier);
    }
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

  /**
   * {@code row < ANY (query)}: whether a row of the query is greater, else unknown if that is
   * unknown of one; {@code row < ALL (query)} is that none is not greater.
   */
  private static SqlNode quantified(SqlCall call, SqlQuantifyOperator quantifier) {
    SqlParserPos position = call.getParserPosition();
    boolean all = quantifier.kind == SqlKind.ALL;
    SqlNode compared =
        compared(
            call, all ? quantifier.comparisonKind.negateNullSafe() : quantifier.comparisonKind);
    SqlNode unknown = SqlStdOperatorTable.IS_UNKNOWN.createCall(position, compared);
    SqlNode any =
        new SqlCase(
            position,
            null,
            SqlNodeList.of(exists(call, compared), exists(call, unknown)),
            SqlNodeList.of(
                SqlLiteral.createBoolean(true, position), SqlLiteral.createUnknown(position)),
            SqlLiteral.createBoolean(false, position));
    return all ? SqlStdOperatorTable.NOT.createCall(position, any) : any;
  }

  private static SqlNode compared(SqlCall call, SqlKind kind) {
    SqlParserPos position = call.getParserPosition();
    SqlNode columns = SqlStdOperatorTable.ROW.createCall(position, columns(call));
    return operator(kind).createCall(position, call.operand(0), columns);
  }

  /** The query's columns under names that hide no other. */
  private static List<SqlNode> columns(SqlCall call) {
    List<SqlNode> names = new ArrayList<>();
    for (int i = 0; i < call.<SqlCall>operand(0).operandCount(); i++) {
      names.add(new SqlIdentifier("$row" + i, call.getParserPosition()));
    }
    return names;
  }

  private static SqlNode exists(SqlCall call, SqlNode condition) {
    SqlParserPos position = call.getParserPosition();
    List<SqlNode> named = new ArrayList<>();
    named.add(call.operand(1));
    named.add(new SqlIdentifier("$rows", position));
    named.addAll(columns(call));
    SqlSelect rows = SelectForms.selectAllFrom(SqlStdOperatorTable.AS.createCall(position, named));
    rows.setWhere(condition);
    return SqlStdOperatorTable.EXISTS.createCall(position, rows);
  }

  private static SqlOperator operator(SqlKind kind) {
    return switch (kind) {
      case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
      case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
      default -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
    };
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
