package io.rheo.sql.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * A join whose rows are grouped by a window becomes a sub-query, which is one table: {@code SELECT
 * a.k, COUNT(b.x) FROM a JOIN b ON … WHERE … GROUP BY a.k, TUMBLE(a.ts, i)} becomes {@code SELECT k
 * AS k, COUNT(x) FROM (SELECT a.k AS k, b.x AS x, a.ts AS ts FROM a JOIN b ON … WHERE …) GROUP BY
 * k, TUMBLE(ts, i)}.
 */
final class WindowedJoin {
  /** The columns that the query reads, as it writes them, by their name in the sub-query. */
  private final Map<String, SqlIdentifier> columns = new LinkedHashMap<>();

  private final List<SqlIdentifier> read = new ArrayList<>();

  private WindowedJoin() {}

  /** The query with its FROM and WHERE as a sub-query. */
  static SqlSelect asSubQuery(SqlSelect select) {
    return new WindowedJoin().rewrite(select);
  }

  private SqlSelect rewrite(SqlSelect select) {
    // What HAVING and ORDER BY call by the name of a result is no column of the join.
    Set<String> computed = aliases(select, item -> !(item instanceof SqlIdentifier));
    Set<String> all = aliases(select, item -> true);
    select.getSelectList().accept(new Columns(Set.of(), this::collected));
    select.getGroup().accept(new Columns(Set.of(), this::collected));
    accept(select.getHaving(), new Columns(computed, this::collected));
    accept(select.getOrderList(), new Columns(all, this::collected));
    SqlSelect result = (SqlSelect) select.clone(select.getParserPosition());
    SqlShuttle renaming = new Columns(Set.of(), this::renamed);
    result.setSelectList(selectList(select.getSelectList(), renaming));
    result.setGroupBy((SqlNodeList) select.getGroup().accept(renaming));
    result.setHaving(accept(select.getHaving(), new Columns(computed, this::renamed)));
    result.setOrderBy((SqlNodeList) accept(select.getOrderList(), new Columns(all, this::renamed)));
    result.setFrom(subQuery(select));
    result.setWhere(null);
    return result;
  }

  private static Set<String> aliases(SqlSelect select, Predicate<SqlNode> ofItem) {
    Set<String> aliases = new HashSet<>();
    for (SqlNode item : select.getSelectList()) {
      if (item.getKind() == SqlKind.AS && ofItem.test(((SqlCall) item).operand(0))) {
        aliases.add(lower(((SqlCall) item).operand(1).toString()));
      }
    }
    return aliases;
  }

  private static SqlNode accept(SqlNode node, SqlShuttle shuttle) {
    return node == null ? null : node.accept(shuttle);
  }

  /** A column that has no other name keeps its own. */
  private static SqlNodeList selectList(SqlNodeList items, SqlShuttle renaming) {
    SqlNodeList result = new SqlNodeList(items.getParserPosition());
    for (SqlNode item : items) {
      SqlNode renamed = item.accept(renaming);
      boolean named = item instanceof SqlIdentifier column && !column.isStar();
      result.add(named ? as(renamed, lastName((SqlIdentifier) item)) : renamed);
    }
    return result;
  }

  private SqlNode collected(SqlIdentifier column) {
    read.add(column);
    return column;
  }

  private SqlNode renamed(SqlIdentifier column) {
    String name = name(column);
    columns.putIfAbsent(lower(name), column);
    return new SqlIdentifier(name, column.getParserPosition());
  }

  /**
   * The last part of a name, if no other column has the same; of {@code x} and {@code a.x} both,
   * since {@code x} alone would be ambiguous if they were two.
   */
  private String name(SqlIdentifier column) {
    String last = lastName(column);
    List<String> qualified =
        read.stream()
            .filter(other -> other.names.size() > 1 && lastName(other).equalsIgnoreCase(last))
            .map(other -> String.join(".", other.names))
            .map(WindowedJoin::lower)
            .distinct()
            .toList();
    return qualified.size() > 1 && column.names.size() > 1 ? String.join(".", column.names) : last;
  }

  private SqlNode subQuery(SqlSelect select) {
    SqlParserPos position = select.getFrom().getParserPosition();
    SqlNodeList items = new SqlNodeList(position);
    columns.values().forEach(column -> items.add(as(column, name(column))));
    return new SqlSelect(
        position,
        SqlNodeList.EMPTY,
        items,
        select.getFrom(),
        select.getWhere(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static SqlNode as(SqlNode node, String name) {
    SqlParserPos position = node.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(position, node, new SqlIdentifier(name, position));
  }

  private static String lastName(SqlIdentifier column) {
    return column.names.get(column.names.size() - 1);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Visits the columns that an expression reads, and not what else has a name in it. */
  private static final class Columns extends SqlShuttle {
    private final Set<String> aliases;
    private final Function<SqlIdentifier, SqlNode> ofColumn;

    Columns(Set<String> aliases, Function<SqlIdentifier, SqlNode> ofColumn) {
      this.aliases = aliases;
      this.ofColumn = ofColumn;
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
      boolean alias = name.isSimple() && aliases.contains(lower(name.getSimple()));
      return name.isStar() || alias ? name : ofColumn.apply(name);
    }

    @Override
    public SqlNode visit(SqlCall call) {
      return switch (call.getKind()) {
        case SELECT -> call; // has columns of its own
        case AS, DOT, ARGUMENT_ASSIGNMENT -> {
          List<SqlNode> operands = new ArrayList<>(call.getOperandList());
          operands.set(0, operands.get(0).accept(this));
          yield call.getOperator().createCall(call.getParserPosition(), operands);
        }
        default -> super.visit(call);
      };
    }
  }
}
