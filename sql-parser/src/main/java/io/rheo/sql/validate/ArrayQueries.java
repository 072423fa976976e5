package io.rheo.sql.validate;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code ARRAY(SELECT x FROM t ORDER BY k)} is {@code (SELECT ARRAY_AGG(x ORDER BY k) FROM t)}, and
 * an empty array of no rows.
 */
final class ArrayQueries {
  private final AggregateSearch aggregates;

  ArrayQueries(AggregateSearch aggregates) {
    this.aggregates = aggregates;
  }

  /** The call written out; the same object if it is no array of a query. */
  SqlNode rewrite(SqlCall call) {
    if (call.getKind() != SqlKind.ARRAY_QUERY_CONSTRUCTOR) {
      return call;
    }
    SqlParserPos position = call.getParserPosition();
    return SqlStdOperatorTable.COALESCE.createCall(
        position, aggregate(call.operand(0)), CollectionFunctions.EMPTY_ARRAY.createCall(position));
  }

  private SqlSelect aggregate(SqlNode query) {
    if (query instanceof SqlSelect select && isOfPlainRows(select)) {
      return gathered(select, SqlNodeList.EMPTY);
    } else if (query instanceof SqlOrderBy order
        && order.fetch == null
        && order.offset == null
        && order.query instanceof SqlSelect select
        && isOfPlainRows(select)) {
      return gathered(select, SelectForms.resolved(order.orderList, select));
    }
    SqlParserPos position = query.getParserPosition();
    SqlIdentifier column = new SqlIdentifier("$element", position);
    SqlSelect rows =
        SelectForms.selectAllFrom(
            SqlStdOperatorTable.AS.createCall(
                position, query, new SqlIdentifier("$array", position), column));
    rows.setSelectList(SqlNodeList.of(column));
    return gathered(rows, SqlNodeList.EMPTY);
  }

  /** Whether each row that WHERE lets pass is one of the result. */
  private boolean isOfPlainRows(SqlSelect select) {
    return select.getFrom() != null
        && select.getGroup() == null
        && select.getHaving() == null
        && select.getQualify() == null
        && !select.isDistinct()
        && select.getSelectList().size() == 1
        && !(select.getSelectList().get(0) instanceof SqlIdentifier name && name.isStar())
        && !aggregates.isIn(select.getSelectList())
        && !hasWindow(select.getSelectList().get(0));
  }

  private static boolean hasWindow(SqlNode item) {
    return item instanceof SqlCall call
        && (call.getKind() == SqlKind.OVER
            || call.getOperandList().stream().anyMatch(ArrayQueries::hasWindow));
  }

  private static SqlSelect gathered(SqlSelect select, SqlNodeList order) {
    SqlNode value = SelectForms.withoutName(select.getSelectList().get(0));
    SqlParserPos position = value.getParserPosition();
    SqlCall array = RheoAggregates.ARRAY_AGG.createCall(position, List.of(value));
    SqlSelect result = SelectForms.copy(select);
    result.setSelectList(
        SqlNodeList.of(order.isEmpty() ? array : AggregateForms.within(array, order)));
    return result;
  }
}
