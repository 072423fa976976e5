package io.rheo.sql.validate;

import io.rheo.sql.parse.RheoForms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * {@code (SELECT COUNT(*) + o.x FROM t)}, where {@code o} is a table of the query around it: {@code
 * (SELECT c + o.x FROM (SELECT COUNT(*) AS c FROM t))}. Calcite takes {@code o.x} for a column that
 * is missing in GROUP BY. Beside keys of GROUP BY the same, where these are columns as well.
 */
final class OuterColumns {
  private final AggregateSearch aggregates;

  OuterColumns(AggregateSearch aggregates) {
    this.aggregates = aggregates;
  }

  /**
   * The query written out; the same object if it has no such form.
   *
   * @param around the names of tables of the queries around it; what has another name before its
   *     own is a member of a column
   */
  SqlSelect rewrite(SqlSelect select, Set<String> around) {
    boolean grouped = select.getGroup() != null;
    if (around.isEmpty()
        || select.getFrom() == null
        || (select.getHaving() != null && !grouped)
        || select.getQualify() != null
        || select.isDistinct()
        || !select.getWindowList().isEmpty()
        || !(grouped || aggregates.isIn(select.getSelectList()))) {
      return select;
    }
    Set<String> tables = new HashSet<>();
    if (!addNames(select.getFrom(), tables)) {
      return select;
    }
    Set<String> outer = new HashSet<>(around);
    outer.removeAll(tables);
    Split split = new Split(outer, grouped);
    SqlNodeList columns = split.items(select.getSelectList());
    return split.outer && !split.inner ? over(select, split.calls, columns) : select;
  }

  private static SqlSelect over(SqlSelect select, List<SqlNode> calls, SqlNodeList columns) {
    SqlSelect aggregate = SelectForms.copy(select);
    aggregate.setSelectList(new SqlNodeList(calls, select.getParserPosition()));
    SqlSelect result = SelectForms.selectAll(aggregate);
    result.setSelectList(columns);
    return result;
  }

  /** The names of what a FROM has, as far as they can be seen here. */
  static Set<String> names(SqlNode from) {
    Set<String> names = new HashSet<>();
    if (from instanceof SqlJoin join) {
      names.addAll(names(join.getLeft()));
      names.addAll(names(join.getRight()));
    } else if (from != null) {
      addNames(from, names);
    }
    return names;
  }

  /** Adds the names of what FROM has; false if one has none that can be seen here. */
  private static boolean addNames(SqlNode from, Set<String> names) {
    if (from instanceof SqlJoin join) {
      return addNames(join.getLeft(), names) && addNames(join.getRight(), names);
    }
    SqlNode name = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(1) : from;
    return name instanceof SqlIdentifier table
        && names.add(key(table.names.get(table.names.size() - 1)));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Puts columns for the aggregates, and looks whose columns are named beside them. */
  private final class Split extends SqlShuttle {
    private final Set<String> outerTables;
    private final boolean grouped; // whether other columns are keys of groups
    private final List<SqlNode> calls = new ArrayList<>();
    private boolean outer; // whether a column of a query around is named
    private boolean inner; // whether there is what may not stand beside it

    Split(Set<String> outerTables, boolean grouped) {
      this.outerTables = outerTables;
      this.grouped = grouped;
    }

    SqlNodeList items(SqlNodeList items) {
      List<SqlNode> result = new ArrayList<>();
      for (SqlNode item : items) {
        result.add(item(item, "EXPR$" + result.size()));
      }
      return new SqlNodeList(result, items.getParserPosition());
    }

    /** A column of SELECT keeps its name, or the one that it has if it has none. */
    private SqlNode item(SqlNode item, String unnamed) {
      if (item.getKind() != SqlKind.AS) {
        SqlNode value = item.accept(this);
        String name =
            item instanceof SqlIdentifier id ? id.names.get(id.names.size() - 1) : unnamed;
        return value != item && value instanceof SqlIdentifier ? RheoForms.as(value, name) : value;
      }
      SqlCall as = (SqlCall) item;
      SqlNode value = as.operand(0).accept(this);
      return as.getOperator().createCall(as.getParserPosition(), value, as.operand(1));
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
      boolean qualified = name.names.size() == 2 && outerTables.contains(key(name.names.get(0)));
      outer |= qualified;
      inner |= name.isStar() || !(qualified || grouped);
      return qualified || !grouped ? name : column(name);
    }

    @Override
    public SqlNode visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.OVER) {
        inner = true; // who knows what it names
        return call;
      }
      if (grouped && !namesOuter(call)) {
        return column(call); // a key, or made of keys and aggregates
      }
      return aggregate(call).orElseGet(() -> super.visit(call));
    }

    private boolean namesOuter(SqlCall call) {
      Split within = new Split(outerTables, false);
      call.getOperandList().stream().filter(Objects::nonNull).forEach(o -> o.accept(within));
      return within.outer;
    }

    private SqlNode column(SqlNode value) {
      String name = "$c" + calls.size();
      calls.add(RheoForms.as(value, name));
      return new SqlIdentifier(name, value.getParserPosition());
    }

    private Optional<SqlNode> aggregate(SqlCall call) {
      boolean whole = call.getKind() == SqlKind.FILTER || call.getKind() == SqlKind.WITHIN_GROUP;
      if (!whole && !aggregates.isOne(call)) {
        return Optional.empty();
      }
      return Optional.of(column(call));
    }
  }
}
