package io.rheo.sql.validate;

import io.rheo.sql.parse.RheoForms;
import java.util.ArrayList;
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
  private static final int ELEMENT = 0; // the number of the column of the elements

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
    if (!(query instanceof SqlOrderBy order)) {
      return elements(query, SqlNodeList.EMPTY, 0);
    }
    return order.query instanceof SqlSelect select && !select.isDistinct() && hasOneName(select)
        ? byOtherColumns(order, select)
        : elements(query, byElement(order.orderList), 0);
  }

  /** What the rows are sorted by becomes further columns of the query. */
  private static SqlSelect byOtherColumns(SqlOrderBy order, SqlSelect select) {
    SqlParserPos position = order.getParserPosition();
    SqlNodeList keys = SelectForms.resolved(order.orderList, select);
    List<SqlNode> columns = new ArrayList<>();
    List<SqlNode> sorting = new ArrayList<>();
    columns.add(
        RheoForms.as(SelectForms.withoutName(select.getSelectList().get(0)), name(ELEMENT)));
    for (SqlNode key : keys) {
      String name = name(columns.size());
      columns.add(RheoForms.as(value(key), name));
      sorting.add(withValue(key, new SqlIdentifier(name, key.getParserPosition())));
    }
    SqlSelect keyed = SelectForms.copy(select);
    keyed.setSelectList(new SqlNodeList(columns, position));
    SqlNodeList sorted = new SqlNodeList(sorting, position);
    SqlNode rows =
        order.fetch == null && order.offset == null
            ? keyed
            : new SqlOrderBy(position, keyed, sorted, order.offset, order.fetch);
    return elements(rows, sorted, keys.size());
  }

  /**
   * The first column of the rows of a query.
   *
   * @param order by what they are sorted
   * @param keys how many columns there are beside it
   */
  private static SqlSelect elements(SqlNode query, SqlNodeList order, int keys) {
    SqlParserPos position = query.getParserPosition();
    List<SqlNode> named = new ArrayList<>();
    named.add(query);
    named.add(new SqlIdentifier("$array", position));
    for (int i = ELEMENT; i <= keys; i++) {
      named.add(new SqlIdentifier(name(i), position));
    }
    SqlSelect rows = SelectForms.selectAllFrom(SqlStdOperatorTable.AS.createCall(position, named));
    rows.setSelectList(SqlNodeList.of(new SqlIdentifier(name(ELEMENT), position)));
    return gathered(rows, order);
  }

  /** Keys of a query that can sort by its only column alone. */
  private static SqlNodeList byElement(SqlNodeList keys) {
    List<SqlNode> sorting = new ArrayList<>();
    for (SqlNode key : keys) {
      sorting.add(withValue(key, new SqlIdentifier(name(ELEMENT), key.getParserPosition())));
    }
    return new SqlNodeList(sorting, keys.getParserPosition());
  }

  private static String name(int column) {
    return "$element" + column;
  }

  /** What a key of ORDER BY sorts by. */
  private static SqlNode value(SqlNode key) {
    return isDirected(key) ? value(((SqlCall) key).operand(0)) : key;
  }

  /** A key of the same direction that sorts by another value. */
  private static SqlNode withValue(SqlNode key, SqlNode value) {
    return isDirected(key)
        ? ((SqlCall) key)
            .getOperator()
            .createCall(key.getParserPosition(), withValue(((SqlCall) key).operand(0), value))
        : value;
  }

  private static boolean isDirected(SqlNode key) {
    return switch (key.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> true;
      default -> false;
    };
  }

  private static boolean hasOneName(SqlSelect select) {
    return select.getSelectList().size() == 1
        && !(select.getSelectList().get(0) instanceof SqlIdentifier name && name.isStar());
  }

  /** Whether each row that WHERE lets pass is one of the result. */
  private boolean isOfPlainRows(SqlSelect select) {
    return select.getFrom() != null
        && select.getGroup() == null
        && select.getHaving() == null
        && select.getQualify() == null
        && !select.isDistinct()
        && hasOneName(select)
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
