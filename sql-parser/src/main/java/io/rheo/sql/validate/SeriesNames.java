package io.rheo.sql.validate;

import io.rheo.sql.parse.RheoForms;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * The column of {@code RANGE(n) AS r} has two names: {@code r}, as PostgreSQL has it, and {@code
 * r.range}, as DuckDB has it. The second becomes the first.
 */
final class SeriesNames extends SqlShuttle {
  private final Map<String, String> functions = new HashMap<>(); // by the name of the table
  private boolean found;

  /** The query with the first names only; the same object if it has no such table. */
  static SqlSelect settle(SqlSelect select) {
    SeriesNames names = new SeriesNames();
    if (select.getFrom() != null) {
      names.collect(select.getFrom());
    }
    if (names.functions.isEmpty()) {
      return select;
    }
    SqlSelect result = SelectForms.copy(select);
    result.setSelectList(names.items(select.getSelectList()));
    result.setWhere(names.in(select.getWhere()));
    result.setGroupBy((SqlNodeList) names.in(select.getGroup()));
    result.setHaving(names.in(select.getHaving()));
    result.setQualify(names.in(select.getQualify()));
    return names.found ? result : select;
  }

  private void collect(SqlNode from) {
    if (from instanceof SqlJoin join) {
      collect(join.getLeft());
      collect(join.getRight());
    } else if (from.getKind() == SqlKind.AS && ((SqlCall) from).operandCount() == 2) {
      SqlCall as = (SqlCall) from;
      RowFunctions.seriesName(as.operand(0))
          .ifPresent(function -> functions.put(key(as.operand(1).toString()), function));
    }
  }

  private SqlNodeList items(SqlNodeList items) {
    SqlNodeList result = new SqlNodeList(items.getParserPosition());
    for (SqlNode item : items) {
      SqlNode settled = item.accept(this);
      boolean renamed = settled != item && item instanceof SqlIdentifier;
      result.add(renamed ? RheoForms.as(settled, ((SqlIdentifier) item).names.get(1)) : settled);
    }
    return result;
  }

  private SqlNode in(SqlNode clause) {
    return clause == null ? null : clause.accept(this);
  }

  @Override
  public SqlNode visit(SqlIdentifier name) {
    String table = name.names.get(0);
    if (name.names.size() != 2
        || name.names.get(1).equalsIgnoreCase(table)
        || !name.names.get(1).equalsIgnoreCase(functions.get(key(table)))) {
      return name;
    }
    found = true;
    return new SqlIdentifier(List.of(table, table), name.getParserPosition());
  }

  @Override
  public SqlNode visit(SqlCall call) {
    return call.isA(SqlKind.QUERY) ? call : super.visit(call);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
