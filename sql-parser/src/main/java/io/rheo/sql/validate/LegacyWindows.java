package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.RheoForms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.apache.calcite.util.Util;

/**
 * The older form of windows, {@code SELECT TUMBLE_START(ts, i) … FROM t GROUP BY TUMBLE(ts, i)},
 * becomes {@code SELECT window_start … FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), i)) GROUP BY
 * window_start, window_end}, of a function whose columns have other names: the rows of {@code t},
 * which may be in windows already, may have columns of these.
 */
final class LegacyWindows {
  private final SqlSelect select;
  private final SqlCall window;
  private final WindowKind kind;
  private boolean timeUsed;

  private LegacyWindows(SqlSelect select, SqlCall window, WindowKind kind) {
    this.select = select;
    this.window = window;
    this.kind = kind;
  }

  /** The query with its window moved to FROM; the same object if it has none. */
  static SqlSelect rewrite(SqlSelect select) {
    List<SqlCall> windows = windows(select);
    if (windows.isEmpty()) {
      refuseStrayFunctions(select);
      return select;
    }
    if (windows.size() > 1) {
      throw new Refusal(
          SqlError.of(ErrorCode.WINDOW_ARGUMENTS, "a query can be grouped by one window only")
              .fix("aggregate the result of one windowed query by the other window"),
          windows.get(1).getParserPosition());
    }
    if (select.getFrom() instanceof SqlJoin) {
      return rewrite(WindowedJoin.asSubQuery(select));
    }
    SqlCall window = windows.get(0);
    return new LegacyWindows(select, window, kind(window).orElseThrow()).rewrite();
  }

  /** Whether a query is grouped by a window. */
  static boolean isIn(SqlSelect select) {
    return !windows(select).isEmpty();
  }

  private static List<SqlCall> windows(SqlSelect select) {
    List<SqlCall> windows = new ArrayList<>();
    if (select.getGroup() != null) {
      for (SqlNode key : select.getGroup()) {
        if (key instanceof SqlCall call && kind(call).isPresent()) {
          windows.add(call);
        }
      }
    }
    return windows;
  }

  /** The parser gives these functions names that begin with a dollar sign. */
  private static Optional<WindowKind> kind(SqlCall call) {
    String name = call.getOperator().getName();
    return WindowKind.named(name.startsWith("$") ? name.substring(1) : name)
        .filter(kind -> !kind.countsRows() && kind != WindowKind.CUMULATE);
  }

  private SqlSelect rewrite() {
    SqlIdentifier time = timeColumn();
    From from = from();
    SqlShuttle functions = new Functions();
    SqlNodeList selectList = selectList(functions);
    SqlNode having = select.getHaving() == null ? null : select.getHaving().accept(functions);
    SqlNodeList order =
        select.getOrderList() == null
            ? null
            : (SqlNodeList) select.getOrderList().accept(functions);
    SqlSelect result = (SqlSelect) select.clone(select.getParserPosition());
    result.setSelectList(selectList);
    result.setHaving(having);
    result.setOrderBy(order);
    result.setGroupBy(groupBy());
    if (kind == WindowKind.SESSION) {
      SessionData data = SessionData.of(select, window);
      result.setWhere(null);
      result.setFrom(from.with(windowedTable(data.query(), time, List.of(data.keys()))));
    } else {
      result.setFrom(from.with(windowedTable(from.data(), time, List.of())));
    }
    return result;
  }

  private SqlNodeList selectList(SqlShuttle functions) {
    SqlNodeList result = new SqlNodeList(select.getSelectList().getParserPosition());
    for (SqlNode item : select.getSelectList()) {
      SqlNode value = item.accept(functions);
      boolean bound = item instanceof SqlCall && value instanceof SqlIdentifier;
      result.add(bound ? RheoForms.as(value, shownName((SqlIdentifier) value)) : value);
    }
    return result;
  }

  private static String shownName(SqlIdentifier column) {
    return column.getSimple().substring(WindowFunction.HIDDEN.length());
  }

  private SqlIdentifier timeColumn() {
    if (window.operandCount() == 0 || !(window.operand(0) instanceof SqlIdentifier column)) {
      throw new Refusal(
          SqlError.of(ErrorCode.WINDOW_ARGUMENTS, kind + " needs the time column first")
              .fix("write it like " + kind + "(ts, INTERVAL '1' MINUTE)"),
          window.getParserPosition());
    }
    int last = column.names.size() - 1;
    return new SqlIdentifier(column.names.get(last), column.getComponentParserPosition(last));
  }

  private SqlNode windowedTable(SqlNode data, SqlIdentifier time, List<SqlNode> keys) {
    SqlParserPos position = window.getParserPosition();
    List<SqlNode> operands = new ArrayList<>();
    operands.add(data);
    operands.add(SqlStdOperatorTable.DESCRIPTOR.createCall(time.getParserPosition(), time));
    operands.addAll(keys);
    operands.addAll(window.getOperandList().subList(1, window.operandCount()));
    WindowFunction function = RheoOperators.hiddenWindow(kind);
    return SqlStdOperatorTable.COLLECTION_TABLE.createCall(
        position, WindowCalls.canonical(function, new SqlBasicCall(function, operands, position)));
  }

  /** What FROM holds, as the data of a window function, and the name it is known by. */
  private record From(SqlNode data, SqlIdentifier alias, List<SqlNode> columns) {
    SqlNode with(SqlNode windowed) {
      if (alias == null) {
        return windowed;
      }
      List<SqlNode> operands = new ArrayList<>(List.of(windowed, alias));
      return SqlStdOperatorTable.AS.createCall(windowed.getParserPosition(), operands);
    }
  }

  private From from() {
    SqlNode from = select.getFrom();
    if (from.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) from;
      SqlNode inner = as.operandCount() > 2 ? from : as.operand(0);
      return new From(data(inner), as.operand(1), List.of());
    }
    SqlIdentifier alias =
        from instanceof SqlIdentifier name ? name.getComponent(name.names.size() - 1) : null;
    return new From(data(from), alias, List.of());
  }

  /** A query as it is; anything else that FROM takes within {@code SELECT * FROM …}. */
  private static SqlNode data(SqlNode from) {
    if (from.isA(SqlKind.QUERY)) {
      return from;
    }
    SqlParserPos position = from.getParserPosition();
    return new SqlSelect(
        position,
        SqlNodeList.EMPTY,
        SqlNodeList.of(SqlIdentifier.star(position)),
        from,
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

  private SqlNodeList groupBy() {
    SqlParserPos position = window.getParserPosition();
    List<SqlNode> keys = new ArrayList<>();
    for (SqlNode key : select.getGroup()) {
      if (key == window) {
        keys.add(column(WindowFunction.WINDOW_START, position));
        keys.add(column(WindowFunction.WINDOW_END, position));
        if (timeUsed) {
          keys.add(column(WindowFunction.WINDOW_TIME, position));
        }
      } else {
        keys.add(key);
      }
    }
    return new SqlNodeList(keys, select.getGroup().getParserPosition());
  }

  private static SqlIdentifier column(String name, SqlParserPos position) {
    return new SqlIdentifier(WindowFunction.HIDDEN + name, position);
  }

  /** Which column a function like {@code TUMBLE_START} reads; empty for other functions. */
  private static Optional<String> column(String function) {
    String name = function.toUpperCase(Locale.ROOT);
    for (WindowKind kind : List.of(WindowKind.TUMBLE, WindowKind.HOP, WindowKind.SESSION)) {
      if (name.startsWith(kind + "_")) {
        return switch (name.substring(kind.name().length() + 1)) {
          case "START" -> Optional.of(WindowFunction.WINDOW_START);
          case "END" -> Optional.of(WindowFunction.WINDOW_END);
          case "ROWTIME", "PROCTIME" -> Optional.of(WindowFunction.WINDOW_TIME);
          default -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }

  private static void refuseAsValue(WindowKind kind, SqlCall call) {
    throw new Refusal(
        SqlError.of(ErrorCode.WINDOW_ARGUMENTS, kind + " is not a value")
            .why("it says which windows a row is in")
            .fix(
                "write it in GROUP BY, and "
                    + kind
                    + "_START and "
                    + kind
                    + "_END here, or in FROM: "
                    + kind.example()),
        call.getParserPosition());
  }

  private static void refuseStrayFunctions(SqlSelect select) {
    SqlShuttle search =
        new SqlShuttle() {
          @Override
          public SqlNode visit(SqlCall call) {
            if (call instanceof SqlSelect) {
              return call; // a sub-query has been looked at by itself
            }
            if (column(call.getOperator().getName()).isPresent()) {
              throw stray(call);
            }
            kind(call).ifPresent(kind -> refuseAsValue(kind, call));
            return super.visit(call);
          }
        };
    select.getSelectList().accept(search);
    if (select.getHaving() != null) {
      select.getHaving().accept(search);
    }
  }

  private static Refusal stray(SqlCall call) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    String function = name.substring(0, name.indexOf('_'));
    return new Refusal(
        SqlError.of(ErrorCode.WINDOW_ARGUMENTS, name + " needs its window in GROUP BY")
            .why("the window that it asks for is not one that the rows are grouped by")
            .fix("add " + function + "(…) with the same arguments to GROUP BY"),
        call.getParserPosition());
  }

  /** Replaces {@code TUMBLE_START(…)} and its like by columns. */
  private final class Functions extends SqlShuttle {
    @Override
    public SqlNode visit(SqlCall call) {
      Optional<String> column = column(call.getOperator().getName());
      if (column.isEmpty()) {
        return call instanceof SqlSelect ? call : super.visit(call);
      }
      boolean sameKind =
          call.getOperator().getName().toUpperCase(Locale.ROOT).startsWith(kind + "_");
      if (!sameKind || !sameArguments(call)) {
        throw stray(call);
      }
      timeUsed |= column.get().equals(WindowFunction.WINDOW_TIME);
      return LegacyWindows.column(column.get(), call.getParserPosition());
    }

    /** Whether they mean the same; FROM is one table, which a column may name or not. */
    private boolean sameArguments(SqlCall call) {
      return call.operandCount() == window.operandCount()
          && call.operand(0) instanceof SqlIdentifier time
          && Util.last(time.names).equalsIgnoreCase(timeColumn().getSimple())
          && SqlNode.equalDeep(
              Util.skip(call.getOperandList()), Util.skip(window.getOperandList()), Litmus.IGNORE);
    }
  }
}
