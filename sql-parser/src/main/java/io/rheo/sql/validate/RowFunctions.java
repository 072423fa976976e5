package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.RheoForms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Functions that give rows: {@code GENERATE_SERIES} and {@code RANGE} in FROM become UNNEST of an
 * array, and these and UNNEST among the columns of SELECT become a join with UNNEST, as PostgreSQL
 * has it: {@code SELECT k, UNNEST(a) FROM t} is {@code SELECT k, r.x FROM t, UNNEST(a) AS r (x)};
 * several of them advance together.
 */
final class RowFunctions {
  private static final String ROWS = "$rows";

  private final AggregateSearch aggregates;

  RowFunctions(AggregateSearch aggregates) {
    this.aggregates = aggregates;
  }

  /** Whether a column of SELECT has a function that gives rows, or OVER, which sees other rows. */
  static boolean isIn(SqlNode column) {
    Collector found = new Collector();
    column.accept(found);
    return found.windows || !found.arrays.isEmpty();
  }

  /** Whether a column of SELECT has a function that gives rows. */
  static boolean givesRows(SqlNode column) {
    Collector found = new Collector();
    column.accept(found);
    return !found.arrays.isEmpty();
  }

  /** The array that a call of a series stands for; empty if it is no such call. */
  private static Optional<SqlNode> series(SqlNode node) {
    if (!(node instanceof SqlCall call)) {
      return Optional.empty();
    }
    return switch (name(call)) {
      case "GENERATE_SERIES" ->
          Optional.of(Series.INCLUSIVE.createCall(call.getParserPosition(), call.getOperandList()));
      case "RANGE" ->
          Optional.of(Series.EXCLUSIVE.createCall(call.getParserPosition(), ranged(call)));
      default -> Optional.empty();
    };
  }

  /** {@code RANGE(n)} begins at 0. */
  private static List<SqlNode> ranged(SqlCall call) {
    return call.operandCount() == 1
        ? List.of(SqlLiteral.createExactNumeric("0", call.getParserPosition()), call.operand(0))
        : call.getOperandList();
  }

  private static String name(SqlCall call) {
    return call.getOperator().getName().toUpperCase(Locale.ROOT);
  }

  /** An item of FROM; the same object if it is no series. */
  static SqlNode inFrom(SqlCall item) {
    if (item.getKind() == SqlKind.AS) {
      Optional<SqlNode> rows = unnested(item.operand(0));
      if (rows.isEmpty()) {
        return item;
      }
      List<SqlNode> operands = new ArrayList<>(item.getOperandList());
      operands.set(0, rows.get());
      if (operands.size() == 2) {
        operands.add(operands.get(1)); // its only column is named like the table
      }
      return SqlStdOperatorTable.AS.createCall(item.getParserPosition(), operands);
    }
    return unnested(item).map(rows -> named(item, rows)).orElse(item);
  }

  /** The table and its column have the name of the function. */
  private static SqlNode named(SqlNode item, SqlNode rows) {
    SqlParserPos position = rows.getParserPosition();
    SqlCall function = ((SqlCall) table(item)).operand(0);
    SqlIdentifier name = new SqlIdentifier(name(function).toLowerCase(Locale.ROOT), position);
    return SqlStdOperatorTable.AS.createCall(position, rows, name, name);
  }

  /** The name of the function, such as {@code range}, if an item of FROM is one in TABLE. */
  static Optional<String> seriesName(SqlNode item) {
    SqlNode table = table(item);
    return table.getKind() == SqlKind.COLLECTION_TABLE && series(function(table)).isPresent()
        ? Optional.of(name(function(table)).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static SqlCall function(SqlNode table) {
    return ((SqlCall) table).operand(0);
  }

  /** {@code UNNEST(array)} for {@code TABLE(series)}. */
  private static Optional<SqlNode> unnested(SqlNode item) {
    SqlNode table = table(item);
    return table.getKind() == SqlKind.COLLECTION_TABLE
        ? series(((SqlCall) table).operand(0))
            .map(array -> SqlStdOperatorTable.UNNEST.createCall(array.getParserPosition(), array))
        : Optional.empty();
  }

  private static SqlNode table(SqlNode item) {
    return item.getKind() == SqlKind.LATERAL ? ((SqlCall) item).operand(0) : item;
  }

  /** The query with such functions moved to FROM; the same object if it has none. */
  SqlSelect rewrite(SqlSelect given) {
    SqlSelect select = SeriesNames.settle(given);
    Collector found = new Collector();
    SqlNodeList columns = found.replace(select.getSelectList());
    if (found.arrays.isEmpty()) {
      return select;
    }
    boolean computedBefore =
        select.getGroup() != null
            || select.getHaving() != null
            || select.getQualify() != null
            || found.windows
            || (found.stars > 0 && JoinForms.hasUsing(select.getFrom()))
            || aggregates.isIn(select.getSelectList());
    return computedBefore && found.stars <= 1
        ? overResult(select)
        : joined(select, columns, found.arrays);
  }

  private static SqlSelect joined(SqlSelect select, SqlNodeList columns, List<SqlNode> arrays) {
    SqlParserPos position = select.getParserPosition();
    List<SqlNode> named = new ArrayList<>();
    named.add(SqlStdOperatorTable.UNNEST.createCall(position, arrays));
    named.add(new SqlIdentifier(ROWS, position));
    for (int i = 0; i < arrays.size(); i++) {
      named.add(new SqlIdentifier(row(i), position));
    }
    SqlNode rows = SqlStdOperatorTable.AS.createCall(position, named);
    SqlSelect result = SelectForms.copy(select);
    result.setSelectList(withoutRows(columns, arrays.size()));
    result.setFrom(
        select.getFrom() == null
            ? rows
            : new SqlJoin(
                position,
                select.getFrom(),
                SqlLiteral.createBoolean(false, position),
                JoinType.COMMA.symbol(position),
                rows,
                JoinConditionType.NONE.symbol(position),
                null));
    return result;
  }

  /** {@code *} is of the columns of FROM as it was. */
  private static SqlNodeList withoutRows(SqlNodeList columns, int rows) {
    SqlNodeList result = new SqlNodeList(columns.getParserPosition());
    for (SqlNode column : columns) {
      SqlParserPos position = column.getParserPosition();
      SqlNodeList excluded = new SqlNodeList(position);
      if (column instanceof SqlStarReplace) {
        throw new Refusal(
            SqlError.of(
                    ErrorCode.NOT_SUPPORTED,
                    "* REPLACE beside a function that gives rows is not supported")
                .fix("replace the columns in a sub-query: SELECT *, UNNEST(a) FROM (SELECT …)"),
            position);
      }
      if (column instanceof SqlStarExclude some && isBare(some.getStarIdentifier())) {
        excluded.addAll(some.getExcludeList());
      } else if (!(column instanceof SqlIdentifier name && isBare(name))) {
        result.add(column);
        continue;
      }
      for (int i = 0; i < rows; i++) {
        excluded.add(new SqlIdentifier(row(i), position));
      }
      result.add(new SqlStarExclude(position, SqlIdentifier.star(position), excluded));
    }
    return result;
  }

  /** Whether a name is {@code *}, of all tables. */
  private static boolean isBare(SqlIdentifier name) {
    return name.isStar() && name.names.size() == 1;
  }

  private static String row(int number) {
    return "$r" + number;
  }

  /**
   * Groups are formed before, and OVER sees the rows before they are several: what the functions
   * take, and what stands beside them, are columns of a query within. Of several {@code *} nobody
   * could tell the columns apart.
   */
  private SqlSelect overResult(SqlSelect select) {
    SqlSelect inner = SelectForms.copy(select);
    SqlParserPos position = select.getParserPosition();
    Split split = new Split();
    List<SqlNode> outerColumns = new ArrayList<>();
    int star = -1;
    for (SqlNode column : select.getSelectList()) {
      if (isStar(column)) {
        star = outerColumns.size();
        outerColumns.add(column);
      } else {
        SqlNode outer = SelectForms.withoutName(column).accept(split);
        outerColumns.add(RheoForms.as(outer, columnName(column, outerColumns.size())));
      }
    }
    if (star >= 0) {
      outerColumns.set(star, allBut(split.names(), position));
      split.columns.add(0, select.getSelectList().get(star));
    }
    inner.setSelectList(new SqlNodeList(split.columns, position));
    inner.setOperand(0, SqlNodeList.EMPTY);
    SqlSelect outer = SelectForms.selectAll(inner);
    outer.setSelectList(new SqlNodeList(outerColumns, position));
    outer.setOperand(0, select.getOperandList().get(0));
    return rewrite(outer);
  }

  private static boolean isStar(SqlNode column) {
    return (column instanceof SqlIdentifier name && name.isStar())
        || column instanceof SqlStarExclude
        || column instanceof SqlStarReplace;
  }

  private static SqlNode allBut(SqlNodeList names, SqlParserPos position) {
    SqlIdentifier all = SqlIdentifier.star(position);
    return names.isEmpty() ? all : new SqlStarExclude(position, all, names);
  }

  private static String columnName(SqlNode column, int number) {
    if (column.getKind() == SqlKind.AS) {
      return ((SqlCall) column).operand(1).toString();
    }
    if (column instanceof SqlIdentifier identifier) {
      return identifier.names.get(identifier.names.size() - 1);
    }
    return column instanceof SqlCall call && array(call).isPresent()
        ? name(call).toLowerCase(Locale.ROOT)
        : "EXPR$" + number;
  }

  /** What a function that gives rows takes them from; empty if it is no such function. */
  private static Optional<SqlNode> array(SqlNode node) {
    return node instanceof SqlCall call
            && call.getKind() == SqlKind.UNNEST
            && call.operandCount() == 1
        ? Optional.of(call.operand(0))
        : series(node);
  }

  /** Makes columns of the largest parts that give one value, and of what the functions take. */
  private static final class Split extends SqlShuttle {
    private final List<SqlNode> columns = new ArrayList<>();

    @Override
    public SqlNode visit(SqlIdentifier name) {
      return column(name);
    }

    @Override
    public SqlNode visit(SqlCall call) {
      Optional<SqlNode> array = array(call);
      if (array.isPresent()) {
        return SqlStdOperatorTable.UNNEST.createCall(call.getParserPosition(), column(array.get()));
      }
      Collector within = new Collector();
      call.accept(within);
      return within.arrays.isEmpty() ? column(call) : super.visit(call);
    }

    SqlNodeList names() {
      SqlNodeList names = new SqlNodeList(SqlParserPos.ZERO);
      columns.forEach(column -> names.add(((SqlCall) column).operand(1)));
      return names;
    }

    private SqlNode column(SqlNode value) {
      String name = "$c" + columns.size();
      columns.add(RheoForms.as(value, name));
      return new SqlIdentifier(name, value.getParserPosition());
    }
  }

  /** Puts columns of the joined rows where the functions are. */
  private static final class Collector extends SqlShuttle {
    private final List<SqlNode> arrays = new ArrayList<>();
    private boolean windows; // whether there is an OVER
    private int stars; // how many items are columns whose names nobody knows yet

    SqlNodeList replace(SqlNodeList columns) {
      SqlNodeList result = new SqlNodeList(columns.getParserPosition());
      for (SqlNode column : columns) {
        stars += isStar(column) ? 1 : 0;
        SqlNode replaced = column.accept(this);
        boolean unnamed = replaced != column && array(column).isPresent();
        result.add(unnamed ? RheoForms.as(replaced, columnName(column, result.size())) : replaced);
      }
      return result;
    }

    @Override
    public SqlNode visit(SqlCall call) {
      Optional<SqlNode> array = array(call);
      if (array.isPresent()) {
        arrays.add(array.get());
        return RheoForms.column(ROWS, row(arrays.size() - 1), call.getParserPosition());
      }
      windows |= call.getKind() == SqlKind.OVER;
      return call.isA(SqlKind.QUERY) ? call : super.visit(call);
    }
  }
}
