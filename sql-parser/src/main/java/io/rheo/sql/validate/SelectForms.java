package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.RheoForms;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Short forms of queries, written out:
 *
 * <ul>
 *   <li>{@code SELECT DISTINCT ON (k) … ORDER BY k, v} is {@code SELECT … QUALIFY ROW_NUMBER() OVER
 *       (PARTITION BY k ORDER BY k, v) = 1 ORDER BY k, v};
 *   <li>{@code … ORDER BY v FETCH FIRST n ROWS WITH TIES} is {@code … QUALIFY RANK() OVER (ORDER BY
 *       v) <= n ORDER BY v};
 *   <li>{@code GROUP BY ALL} is by all columns that are not aggregated;
 *   <li>{@code ORDER BY ALL} is by all columns, from left to right.
 * </ul>
 */
final class SelectForms {
  private final AggregateSearch aggregates;

  SelectForms(AggregateSearch aggregates) {
    this.aggregates = aggregates;
  }

  /** The query written out; the same object if it is none of these forms. */
  SqlNode rewrite(SqlSelect select) {
    SqlSelect result = select;
    if (isDistinctOn(select)) {
      result = distinctOn(select, SqlNodeList.EMPTY);
    }
    if (result.getGroup() != null && result.getGroup().stream().anyMatch(RheoForms::isAll)) {
      result = groupByAll(result);
    }
    if (RepeatedKeys.isIn(result.getGroup())) {
      result = copy(result);
      result.setGroupBy(RepeatedKeys.rewrite(result.getGroup()));
    }
    return result;
  }

  /** As the other method. */
  SqlNode rewrite(SqlOrderBy order) {
    if (RheoForms.isOfValue(order)) {
      throw new Refusal(
          SqlError.of(ErrorCode.SYNTAX, "ORDER BY and LIMIT are not expected here")
              .why("they belong to a query, or to the arguments of an aggregate")
              .fix("write them behind a SELECT"),
          order.getParserPosition());
    }
    if (order.orderList.stream().anyMatch(RheoForms::isAllColumns)) {
      return orderByAll(order);
    }
    if (order.fetch instanceof SqlCall count && count.getOperator().equals(RheoForms.WITH_TIES)) {
      return withTies(order, count);
    }
    if (order.orderList.isEmpty() && order.query instanceof SqlSelect select) {
      return firstOfSorted(order, select);
    }
    return order.query instanceof SqlSelect select && isDistinctOn(select)
        ? with(order, distinctOn(select, order.orderList), order.fetch)
        : order;
  }

  /** The rows that LIMIT takes of a sorted sub-query are its first ones, as everywhere else. */
  private SqlNode firstOfSorted(SqlOrderBy limit, SqlSelect select) {
    SqlNode from = select.getFrom();
    boolean named = from != null && from.getKind() == SqlKind.AS;
    SqlNode input = named ? ((SqlCall) from).operand(0) : from;
    boolean ofEachRow =
        select.getWhere() == null
            && select.getGroup() == null
            && select.getHaving() == null
            && select.getQualify() == null
            && !select.isDistinct()
            && !aggregates.isIn(select.getSelectList());
    if (!ofEachRow
        || !(input instanceof SqlOrderBy sorted)
        || sorted.fetch != null
        || sorted.offset != null
        || select.getSelectList().stream().anyMatch(RowFunctions::isIn)) {
      return limit;
    }
    SqlOrderBy first =
        new SqlOrderBy(
            sorted.getParserPosition(), sorted.query, sorted.orderList, limit.offset, limit.fetch);
    List<SqlNode> operands = new ArrayList<>(named ? ((SqlCall) from).getOperandList() : List.of());
    SqlSelect result = copy(select);
    if (named) {
      operands.set(0, first);
      result.setFrom(SqlStdOperatorTable.AS.createCall(from.getParserPosition(), operands));
    } else {
      result.setFrom(first);
    }
    return result;
  }

  private static SqlOrderBy with(SqlOrderBy order, SqlNode query, SqlNode fetch) {
    return new SqlOrderBy(order.getParserPosition(), query, order.orderList, order.offset, fetch);
  }

  private static SqlOrderBy orderByAll(SqlOrderBy order) {
    SqlNode all = order.orderList.get(0);
    if (order.orderList.size() > 1
        || !(order.query instanceof SqlSelect select)
        || select.getSelectList().stream()
            .anyMatch(column -> column instanceof SqlIdentifier name && name.isStar())) {
      throw new Refusal(
          SqlError.of(ErrorCode.INVALID_QUERY, "ORDER BY ALL needs columns that are named")
              .fix("write the columns instead of ALL"),
          all.getParserPosition());
    }
    SqlNodeList keys = new SqlNodeList(order.orderList.getParserPosition());
    for (int number = 1; number <= select.getSelectList().size(); number++) {
      SqlNode key = SqlLiteral.createExactNumeric(String.valueOf(number), all.getParserPosition());
      boolean descending = all.getKind() == SqlKind.DESCENDING;
      keys.add(
          descending ? SqlStdOperatorTable.DESC.createCall(all.getParserPosition(), key) : key);
    }
    return new SqlOrderBy(order.getParserPosition(), order.query, keys, order.offset, order.fetch);
  }

  private static boolean isDistinctOn(SqlSelect select) {
    return !select.getSelectList().isEmpty()
        && select.getSelectList().get(0) instanceof SqlCall call
        && call.getOperator().equals(RheoForms.DISTINCT_ON);
  }

  private static SqlSelect distinctOn(SqlSelect select, SqlNodeList order) {
    SqlCall on = (SqlCall) select.getSelectList().get(0);
    if (!select.isDistinct()) {
      throw new Refusal(
          SqlError.of(ErrorCode.SYNTAX, "ON is not expected here").fix("write SELECT DISTINCT ON"),
          on.getParserPosition());
    }
    SqlNodeList columns = select.getSelectList();
    if (columns.stream().anyMatch(RowFunctions::givesRows)) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.NOT_SUPPORTED,
                  "DISTINCT ON beside a function that gives rows is not supported")
              .fix("put the function into a sub-query: SELECT DISTINCT ON (k) * FROM (SELECT …)"),
          on.getParserPosition());
    }
    SqlSelect result = copy(select);
    result.setSelectList(
        new SqlNodeList(columns.getList().subList(1, columns.size()), columns.getParserPosition()));
    SqlNodeList keywords = new SqlNodeList(select.getParserPosition());
    result.setOperand(0, keywords);
    SqlNodeList keys =
        resolved(new SqlNodeList(on.getOperandList(), on.getParserPosition()), result);
    SqlNodeList by = order.isEmpty() ? keys : resolved(order, result);
    SqlNode number = over(SqlStdOperatorTable.ROW_NUMBER, keys, by, on.getParserPosition());
    qualify(
        result,
        SqlStdOperatorTable.EQUALS.createCall(
            on.getParserPosition(),
            number,
            SqlLiteral.createExactNumeric("1", on.getParserPosition())));
    return result;
  }

  private SqlNode withTies(SqlOrderBy order, SqlCall count) {
    SqlParserPos position = count.getParserPosition();
    if (order.orderList.isEmpty() || order.offset != null) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.INVALID_QUERY,
                  order.offset == null ? "WITH TIES needs ORDER BY" : "WITH TIES has no OFFSET")
              .why("rows tie that are equal in what they are ordered by")
              .fix("write ORDER BY … FETCH FIRST … ROWS WITH TIES"),
          position);
    }
    boolean plain =
        order.query instanceof SqlSelect select
            && !select.isDistinct()
            && !isDistinctOn(select)
            && select.getGroup() == null
            && !aggregates.isIn(select.getSelectList());
    SqlSelect result = plain ? copy((SqlSelect) order.query) : selectAll(order.query);
    SqlNodeList by = plain ? resolved(order.orderList, result) : order.orderList;
    SqlNode rank = over(SqlStdOperatorTable.RANK, SqlNodeList.EMPTY, by, position);
    qualify(
        result,
        SqlStdOperatorTable.LESS_THAN_OR_EQUAL.createCall(position, rank, count.operand(0)));
    return with(order, result, null);
  }

  private SqlSelect groupByAll(SqlSelect select) {
    SqlNodeList keys = new SqlNodeList(select.getGroup().getParserPosition());
    for (SqlNode column : select.getSelectList()) {
      SqlNode value = withoutName(column);
      if (value instanceof SqlIdentifier name && name.isStar()) {
        throw new Refusal(
            SqlError.of(ErrorCode.INVALID_QUERY, "GROUP BY ALL needs columns that are named")
                .fix("write the columns instead of *"),
            value.getParserPosition());
      }
      if (!aggregates.isIn(value) && !(value instanceof SqlLiteral)) {
        keys.add(value);
      }
    }
    if (keys.isEmpty()) {
      keys.add(new SqlNodeList(keys.getParserPosition()));
    }
    SqlSelect result = copy(select);
    result.setGroupBy(keys);
    return result;
  }

  static SqlSelect copy(SqlSelect select) {
    return (SqlSelect) select.clone(select.getParserPosition());
  }

  /** {@code SELECT * FROM (query)}. */
  static SqlSelect selectAll(SqlNode query) {
    return selectAllFrom(RheoForms.as(query, "$query"));
  }

  /** {@code SELECT * FROM table}. */
  static SqlSelect selectAllFrom(SqlNode table) {
    SqlParserPos position = table.getParserPosition();
    return new SqlSelect(
        position,
        null,
        new SqlNodeList(List.of(SqlIdentifier.star(position)), position),
        table,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static void qualify(SqlSelect select, SqlNode condition) {
    SqlNode before = select.getQualify();
    select.setQualify(
        before == null
            ? condition
            : SqlStdOperatorTable.AND.createCall(condition.getParserPosition(), before, condition));
  }

  private static SqlNode over(
      SqlOperator function, SqlNodeList keys, SqlNodeList order, SqlParserPos position) {
    SqlNode window =
        SqlWindow.create(
            null,
            null,
            keys,
            order,
            SqlLiteral.createBoolean(false, position),
            null,
            null,
            null,
            position);
    return SqlStdOperatorTable.OVER.createCall(position, function.createCall(position), window);
  }

  /** Keys of ORDER BY that are names or numbers of columns become what these columns are. */
  static SqlNodeList resolved(SqlNodeList keys, SqlSelect select) {
    List<SqlNode> result = new ArrayList<>();
    keys.forEach(key -> result.add(resolvedKey(key, select)));
    return new SqlNodeList(result, keys.getParserPosition());
  }

  private static SqlNode resolvedKey(SqlNode key, SqlSelect select) {
    return switch (key.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
        SqlCall call = (SqlCall) key;
        yield call.getOperator()
            .createCall(call.getParserPosition(), resolvedKey(call.operand(0), select));
      }
      case LITERAL -> numbered((SqlLiteral) key, select.getSelectList());
      case IDENTIFIER -> named((SqlIdentifier) key, select.getSelectList());
      default -> key;
    };
  }

  private static SqlNode numbered(SqlLiteral key, SqlNodeList columns) {
    int number = key.getValue() instanceof Number value ? value.intValue() : 0;
    return number >= 1 && number <= columns.size() ? withoutName(columns.get(number - 1)) : key;
  }

  private static SqlNode named(SqlIdentifier key, SqlNodeList columns) {
    for (SqlNode column : columns) {
      if (key.isSimple()
          && column.getKind() == SqlKind.AS
          && ((SqlCall) column).operand(1).toString().equalsIgnoreCase(key.getSimple())) {
        return withoutName(column);
      }
    }
    return key;
  }

  /** Whether a query is {@code SELECT v} and nothing else, which as a value is {@code v}. */
  static boolean isOneValue(SqlSelect select) {
    return select.getFrom() == null
        && select.getWhere() == null
        && select.getGroup() == null
        && select.getHaving() == null
        && select.getQualify() == null
        && select.getSelectList().size() == 1;
  }

  static SqlNode withoutName(SqlNode column) {
    return column.getKind() == SqlKind.AS ? ((SqlCall) column).operand(0) : column;
  }
}
