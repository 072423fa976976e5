package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * What {@code GROUP BY k, SESSION(ts, gap)} divides into sessions: unlike other windows they depend
 * on which rows there are, so WHERE comes before them, and on the other keys, by which they are
 * told apart. A key that is an expression becomes a column.
 *
 * @param query the rows
 * @param keys a descriptor of the other keys
 */
record SessionData(SqlNode query, SqlNode keys) {
  static SessionData of(SqlSelect select, SqlCall window) {
    SqlParserPos position = window.getParserPosition();
    SqlNodeList columns = SqlNodeList.of(SqlIdentifier.star(position));
    List<SqlNode> keys = new ArrayList<>();
    Set<String> tables = OuterColumns.names(select.getFrom());
    for (SqlNode key : select.getGroup()) {
      if (key != window) {
        keys.add(column(key, window, columns, tables));
      }
    }
    SqlSelect query = (SqlSelect) select.clone(position);
    query.setSelectList(columns);
    query.setGroupBy(null);
    query.setHaving(null);
    query.setOrderBy(null);
    query.setOffset(null);
    query.setFetch(null);
    return new SessionData(query, SqlStdOperatorTable.DESCRIPTOR.createCall(position, keys));
  }

  private static SqlIdentifier column(
      SqlNode key, SqlCall window, SqlNodeList columns, Set<String> tables) {
    if (key instanceof SqlIdentifier name && isColumn(name, tables)) {
      int last = name.names.size() - 1;
      return new SqlIdentifier(name.names.get(last), name.getComponentParserPosition(last));
    }
    if (key.getKind() == SqlKind.ROLLUP
        || key.getKind() == SqlKind.CUBE
        || key.getKind() == SqlKind.GROUPING_SETS
        || key.getKind() == SqlKind.LITERAL) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.NOT_SUPPORTED,
                  "GROUP BY SESSION goes with columns and expressions only")
              .why("the other keys say whose sessions these are")
              .fix(
                  "use TABLE(SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), gap)), whose rows can"
                      + " be grouped by any sets"),
          window.getParserPosition());
    }
    SqlIdentifier column = new SqlIdentifier("$key" + columns.size(), key.getParserPosition());
    columns.add(SqlStdOperatorTable.AS.createCall(key.getParserPosition(), key, column));
    return column;
  }

  /** Whether it is no member of a column. */
  private static boolean isColumn(SqlIdentifier name, Set<String> tables) {
    return name.isSimple()
        || (name.names.size() == 2 && tables.contains(name.names.get(0).toLowerCase(Locale.ROOT)));
  }
}
