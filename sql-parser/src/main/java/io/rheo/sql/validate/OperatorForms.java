package io.rheo.sql.validate;

import io.rheo.sql.parse.RheoForms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlInOperator;
import org.apache.calcite.sql.fun.SqlPosixRegexOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Operators of PostgreSQL, written out:
 *
 * <ul>
 *   <li>{@code x ^ y} is {@code POWER(x, y)};
 *   <li>{@code x ~ r} is {@code REGEXP(x, r)}, with {@code !} before it its opposite, and with
 *       {@code *} behind it whatever the case;
 *   <li>{@code x // y} is {@code DIV(x, y)};
 *   <li>{@code x & y} is {@code BITAND(x, y)}, and so are the other operators on bits;
 *   <li>{@code x IN (1, '2')} is {@code x IN ('2') OR x IN (1)};
 *   <li>{@code x LIKE ANY (p, q)} is {@code x LIKE p OR x LIKE q}, and with ALL it is AND;
 *   <li>{@code (a, b) < (c, d)} compares the values one after the other.
 * </ul>
 */
final class OperatorForms {
  private static final Map<SqlOperator, String> OF_BITS =
      Map.of(
          RheoForms.BIT_AND, "BITAND",
          RheoForms.BIT_OR, "BITOR",
          RheoForms.BIT_XOR, "BITXOR",
          RheoForms.BIT_NOT, "BITNOT",
          RheoForms.SHIFT_LEFT, "SHIFTLEFT",
          RheoForms.SHIFT_RIGHT, "SHIFTRIGHT");

  private OperatorForms() {}

  /** The call written out; the same object if it is none of these forms. */
  static SqlNode rewrite(SqlCall call) {
    if (call.getOperator().equals(RheoForms.POWER)) {
      return SqlStdOperatorTable.POWER.createCall(call.getParserPosition(), call.getOperandList());
    } else if (call.getOperator().equals(RheoForms.WHOLE_QUOTIENT)) {
      return OtherNames.named(call, "DIV", call.getOperandList());
    } else if (call.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR && call.operandCount() == 0) {
      return CollectionFunctions.EMPTY_ARRAY.createCall(call.getParserPosition());
    } else if (OF_BITS.containsKey(call.getOperator())) {
      return OtherNames.named(call, OF_BITS.get(call.getOperator()), call.getOperandList());
    } else if (call.getOperator() instanceof SqlPosixRegexOperator operator) {
      return regex(operator, call);
    } else if (call.getOperator() instanceof SqlInOperator
        && call.operand(1) instanceof SqlNodeList list) {
      return mixedList(call, list);
    } else if (call.operandCount() > 1
        && call.operand(1) instanceof SqlCall patterns
        && (patterns.getOperator().equals(RheoForms.ANY_PATTERN)
            || patterns.getOperator().equals(RheoForms.ALL_PATTERNS))) {
      return quantified(call, patterns);
    }
    return RowComparisons.rewrite(call);
  }

  /**
   * Texts in a list apart from what is none: for Calcite, all values of a list have one type, and
   * texts beside numbers make it cast all of them to the type on the left.
   */
  private static SqlNode mixedList(SqlCall call, SqlNodeList list) {
    Map<Boolean, List<SqlNode>> byText =
        list.stream().collect(Collectors.partitioningBy(RheoForms::isText));
    if (byText.get(true).isEmpty() || byText.get(false).isEmpty()) {
      return call;
    }
    boolean negated = ((SqlInOperator) call.getOperator()).kind == SqlKind.NOT_IN;
    SqlParserPos position = call.getParserPosition();
    List<SqlNode> parts = new ArrayList<>();
    for (List<SqlNode> values : byText.values()) {
      SqlNodeList part = new SqlNodeList(values, list.getParserPosition());
      parts.add(call.getOperator().createCall(position, call.operand(0), part));
    }
    return (negated ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR).createCall(position, parts);
  }

  private static SqlNode regex(SqlPosixRegexOperator operator, SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    SqlNode pattern = call.operand(1);
    SqlNode given = operator.isCaseSensitive() ? pattern : ignoringCase(pattern);
    SqlNode found = TextFunctions.REGEXP.createCall(position, call.operand(0), given);
    return operator.isNegated() ? SqlStdOperatorTable.NOT.createCall(position, found) : found;
  }

  private static SqlNode ignoringCase(SqlNode pattern) {
    SqlParserPos position = pattern.getParserPosition();
    String flag = "(?i)";
    return pattern instanceof SqlLiteral literal && literal.getValue() != null
        ? SqlLiteral.createCharString(flag + literal.getValueAs(String.class), position)
        : SqlStdOperatorTable.CONCAT.createCall(
            position, SqlLiteral.createCharString(flag, position), pattern);
  }

  private static SqlNode quantified(SqlCall call, SqlCall patterns) {
    boolean any = patterns.getOperator().equals(RheoForms.ANY_PATTERN);
    SqlOperator both = any ? SqlStdOperatorTable.OR : SqlStdOperatorTable.AND;
    SqlNode result = null;
    for (SqlNode pattern : patterns.getOperandList()) {
      List<SqlNode> operands = new ArrayList<>(call.getOperandList());
      operands.set(1, pattern);
      SqlNode like = call.getOperator().createCall(call.getParserPosition(), operands);
      result =
          result == null ? like : both.createCall(call.getParserPosition(), List.of(result, like));
    }
    return result;
  }
}
