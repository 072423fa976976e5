package io.rheo.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * ASOF joins without MATCH_CONDITION: the one comparison of the condition that is no equality says
 * which row is the nearest, or the last column of USING does.
 */
public final class AsofForms {
  private static final Set<SqlKind> ORDERS =
      Set.of(
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL);

  private AsofForms() {}

  /**
   * The join with its comparison apart. Of a condition that has not exactly one, the validator says
   * so.
   */
  public static SqlNode on(SqlJoin join) {
    List<SqlNode> equalities = new ArrayList<>();
    split(join.getCondition(), equalities);
    List<SqlNode> orders = equalities.stream().filter(c -> ORDERS.contains(c.getKind())).toList();
    equalities.removeAll(orders);
    SqlParserPos position = join.getCondition().getParserPosition();
    return on(join, and(equalities, position), and(orders, position));
  }

  private static SqlNode on(SqlJoin join, SqlNode condition, SqlNode order) {
    return asof(join, JoinConditionType.ON.symbol(join.getParserPosition()), condition, order);
  }

  private static SqlNode and(List<SqlNode> conjuncts, SqlParserPos position) {
    return conjuncts.stream()
        .reduce((a, b) -> SqlStdOperatorTable.AND.createCall(position, a, b))
        .orElseGet(() -> SqlLiteral.createBoolean(true, position));
  }

  private static void split(SqlNode condition, List<SqlNode> conjuncts) {
    if (condition.getKind() == SqlKind.AND) {
      ((SqlCall) condition).getOperandList().forEach(part -> split(part, conjuncts));
    } else {
      conjuncts.add(condition);
    }
  }

  /**
   * The join with the last column apart: the left's is not earlier than the right's. Of tables
   * without a name the validator says that it misses the comparison. Other joins stay as they are.
   */
  public static SqlNode using(SqlJoin join) {
    if (join.getJoinType() != JoinType.ASOF && join.getJoinType() != JoinType.LEFT_ASOF) {
      return join;
    }
    SqlNodeList columns = (SqlNodeList) join.getCondition();
    List<SqlNode> keys = new ArrayList<>(columns);
    SqlIdentifier last = (SqlIdentifier) keys.remove(keys.size() - 1);
    SqlParserPos position = last.getParserPosition();
    Optional<SqlNode> left = column(join.getLeft(), last);
    Optional<SqlNode> right = column(join.getRight(), last);
    SqlNode order =
        left.isPresent() && right.isPresent()
            ? SqlStdOperatorTable.GREATER_THAN_OR_EQUAL.createCall(
                position, left.get(), right.get())
            : SqlLiteral.createBoolean(true, position);
    return keys.isEmpty()
        ? on(join, SqlLiteral.createBoolean(true, position), order)
        : asof(
            join,
            JoinConditionType.USING.symbol(position),
            new SqlNodeList(keys, columns.getParserPosition()),
            order);
  }

  private static Optional<SqlNode> column(SqlNode table, SqlIdentifier column) {
    return name(table)
        .map(name -> RheoForms.column(name, column.getSimple(), column.getParserPosition()));
  }

  private static Optional<String> name(SqlNode table) {
    if (table.getKind() == SqlKind.AS) {
      return name(((SqlCall) table).operand(1));
    }
    return table instanceof SqlIdentifier name
        ? Optional.of(name.names.get(name.names.size() - 1))
        : Optional.empty();
  }

  private static SqlNode asof(SqlJoin join, SqlLiteral kind, SqlNode condition, SqlNode order) {
    return new SqlAsofJoin(
        join.getParserPosition(),
        join.getLeft(),
        join.isNaturalNode(),
        join.getJoinTypeNode(),
        join.getRight(),
        kind,
        condition,
        order);
  }
}
