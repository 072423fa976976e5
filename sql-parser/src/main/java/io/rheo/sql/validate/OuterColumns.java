package io.rheo.sql.validate;

import io.rheo.sql.parse.RheoForms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * {@code (SELECT COUNT(*) + o.x FROM t)}, where {@code o} is a table of the query around it: {@code
 * (SELECT c + o.x FROM (SELECT COUNT(*) AS c FROM t))}. Calcite takes {@code o.x} for a column that
 * is missing in GROUP BY.
 */
final class OuterColumns {
  private final AggregateSearch aggregates;

  OuterColumns(AggregateSearch aggregates) {
    this.aggregates = aggregates;
  }

  /** The query written out; the same object if it has no such form. */
  SqlSelect rewrite(SqlSelect select) {
    if (select.getFrom() == null
        || select.getGroup() != null
        || select.getHaving() != null
        || select.getQualify() != null
        || select.isDistinct()
        || !select.getWindowList().isEmpty()
        || !aggregates.isIn(select.getSelectList())) {
      return select;
    }
    Set<String> tables = new HashSet<>();
    if (!addNames(select.getFrom(), tables)) {
      return select;
    }
    Split split = new Split(tables);
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
    private final Set<String> tables;
    private final List<SqlNode> calls = new ArrayList<>();
    private boolean outer; // whether a column of a query around is named
    private boolean inner; // whether there is any other

    Split(Set<String> tables) {
      this.tables = tables;
    }

    SqlNodeList items(SqlNodeList items) {
      List<SqlNode> result = new ArrayList<>();
      for (SqlNode item : items) {
        result.add(item(item));
      }
      return new SqlNodeList(result, items.getParserPosition());
    }

    private SqlNode item(SqlNode item) {
      if (item.getKind() != SqlKind.AS) {
        return item.accept(this);
      }
      SqlCall as = (SqlCall) item;
      SqlNode value = as.operand(0).accept(this);
      return as.getOperator().createCall(as.getParserPosition(), value, as.operand(1));
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
      boolean qualified = name.names.size() == 2 && !tables.contains(key(name.names.get(0)));
      outer |= qualified;
      inner |= !qualified;
      return name;
    }

    @Override
    public SqlNode visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.OVER) {
        inner = true; // who knows what it names
        return call;
      }
      return aggregate(call).orElseGet(() -> super.visit(call));
    }

    private Optional<SqlNode> aggregate(SqlCall call) {
      boolean whole = call.getKind() == SqlKind.FILTER || call.getKind() == SqlKind.WITHIN_GROUP;
      if (!whole && !aggregates.isOne(call)) {
        return Optional.empty();
      }
      String name = "$c" + calls.size();
      calls.add(RheoForms.as(call, name));
      SqlParserPos position = call.getParserPosition();
      return Optional.of(new SqlIdentifier(name, position));
    }
  }
}
