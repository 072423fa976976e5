package io.rheo.sql.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Several sub-queries in HAVING. Calcite can convert them only if SELECT has not exactly the
 * columns of the grouped rows; so these get one that nobody reads, which planning drops.
 */
final class HavingSubQueries {
  private HavingSubQueries() {}

  /** Adds a condition that always holds; changes the given query. */
  static void settle(SqlSelect select) {
    SqlNode having = select.getHaving();
    if (having == null || !hasQuery(having)) {
      return;
    }
    SqlParserPos position = having.getParserPosition();
    SqlNode count =
        SqlStdOperatorTable.FILTER.createCall(
            position,
            SqlStdOperatorTable.COUNT.createCall(position, SqlIdentifier.star(position)),
            SqlLiteral.createBoolean(false, position));
    select.setHaving(
        SqlStdOperatorTable.AND.createCall(
            position, having, SqlStdOperatorTable.IS_NOT_NULL.createCall(position, count)));
  }

  private static boolean hasQuery(SqlNode node) {
    boolean[] found = {false};
    node.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            found[0] |= call.isA(SqlKind.QUERY);
            return found[0] ? null : super.visit(call);
          }
        });
    return found[0];
  }
}
