package io.rheo.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code agg(x) FILTER (WHERE c) OVER w}, which Calcite parses and does not know, as {@code
 * agg(CASE WHEN c THEN x END) OVER w}: the same for functions that pass over NULLs.
 */
final class FilteredOver {
  /** These count NULLs as values, so that a condition cannot be expressed by them. */
  private static final Set<String> WITH_NULLS =
      Set.of("ARRAY_AGG", "COLLECT", "FIRST_VALUE", "LAST_VALUE", "NTH_VALUE", "LAG", "LEAD");

  private FilteredOver() {}

  /** The call, rewritten if it is one that has a condition. */
  static SqlCall rewrite(SqlCall over) {
    if (over.getKind() != SqlKind.OVER
        || !(over.operand(0) instanceof SqlBasicCall filter)
        || filter.getKind() != SqlKind.FILTER
        || !(filter.operand(0) instanceof SqlBasicCall aggregate)
        || aggregate.operandCount() == 0
        || WITH_NULLS.contains(
            aggregate.getOperator().getName().toUpperCase(java.util.Locale.ROOT))) {
      return over;
    }
    List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
    operands.set(0, where(filter.operand(1), operands.get(0)));
    SqlCall conditional =
        aggregate
            .getOperator()
            .createCall(aggregate.getFunctionQuantifier(), aggregate.getParserPosition(), operands);
    return over.getOperator().createCall(over.getParserPosition(), conditional, over.operand(1));
  }

  private static SqlNode where(SqlNode condition, SqlNode value) {
    SqlParserPos position = value.getParserPosition();
    boolean star = value instanceof SqlIdentifier identifier && identifier.isStar();
    SqlNode counted = star ? SqlLiteral.createExactNumeric("1", position) : value;
    return new SqlCase(
        position,
        null,
        SqlNodeList.of(condition),
        SqlNodeList.of(counted),
        SqlLiteral.createNull(position));
  }
}
