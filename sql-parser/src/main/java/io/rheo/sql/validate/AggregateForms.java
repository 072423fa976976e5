package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The one form of each aggregate call that can be written in several ways.
 *
 * <ul>
 *   <li>{@code agg(x ORDER BY y)} is {@code agg(x) WITHIN GROUP (ORDER BY y)};
 *   <li>{@code STRING_AGG} and {@code GROUP_CONCAT} are {@code LISTAGG};
 *   <li>{@code PERCENTILE_CONT(f) WITHIN GROUP (ORDER BY x DESC)} is {@code PERCENTILE_CONT(x, f,
 *       TRUE)}, the same goes for {@code APPROX_PERCENTILE}, and {@code MODE() WITHIN GROUP (ORDER
 *       BY x)} is {@code MODE(x)};
 *   <li>{@code PRODUCT(x)} is of {@code CAST(x AS DOUBLE)};
 *   <li>{@code RESPECT NULLS}, which a plan cannot tell from nothing, is a second argument TRUE.
 * </ul>
 */
final class AggregateForms {
  private static final Set<String> OF_UNORDERED_ROWS =
      Set.of("SUM", "COUNT", "MIN", "MAX", "AVG", "BOOL_AND", "BOOL_OR", "BIT_AND", "BIT_OR");

  private AggregateForms() {}

  /**
   * The call in that form; the call itself if it is no aggregate with another form.
   *
   * @param over whether it is the function of an OVER, where plans know about NULLs
   */
  static SqlNode canonical(SqlCall call, boolean over) {
    if (call.getKind() == SqlKind.WITHIN_GROUP) {
      return withinGroup(call);
    } else if (call.getKind() == SqlKind.WITHIN_DISTINCT) {
      throw new Refusal(
          SqlError.of(ErrorCode.NOT_SUPPORTED, "WITHIN DISTINCT is not supported")
              .fix("take one row of each key in a sub-query, and aggregate those"),
          call.getParserPosition());
    } else if (call.getKind() == SqlKind.RESPECT_NULLS && !over) {
      return respectNulls(call);
    } else if (call.getKind() == SqlKind.IGNORE_NULLS) {
      return ignoreNulls(call);
    } else if (call.getKind() == SqlKind.FILTER) {
      return filter(call);
    }
    return switch (name(call)) {
      case "STRING_AGG", "GROUP_CONCAT", "LISTAGG" -> list(call);
      case "ARRAY_AGG", "MAP_AGG", "FIRST_VALUE", "LAST_VALUE" -> ordered(call);
      case "PRODUCT" -> product(call);
      default -> unordered(call);
    };
  }

  /** The order of rows means nothing to other aggregates, and functions have no rows. */
  private static SqlNode unordered(SqlCall call) {
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    if (!(call.getOperator() instanceof SqlFunction) || operands.isEmpty()) {
      return call;
    }
    SqlNodeList order = takeOrder(operands);
    if (order == null) {
      return call;
    }
    if (!OF_UNORDERED_ROWS.contains(name(call))) {
      throw new Refusal(
          SqlError.of(ErrorCode.WRONG_ARGUMENTS, name(call) + " takes no ORDER BY")
              .fix("leave it out, or use ARRAY_AGG, STRING_AGG, FIRST_VALUE or LAST_VALUE"),
          order.getParserPosition());
    }
    return call.getOperator()
        .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
  }

  private static SqlNode product(SqlCall call) {
    if (call.operandCount() != 1) {
      return call;
    }
    SqlParserPos position = call.getParserPosition();
    SqlDataTypeSpec type =
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, position), position);
    return call.getOperator()
        .createCall(
            call.getFunctionQuantifier(),
            position,
            CastFunction.CAST.createCall(position, call.operand(0), type));
  }

  private static String name(SqlCall call) {
    return call.getOperator().getName().toUpperCase(Locale.ROOT);
  }

  private static SqlNode list(SqlCall call) {
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    SqlNode separator = null;
    if (!operands.isEmpty() && last(operands).getKind() == SqlKind.SEPARATOR) {
      separator = ((SqlCall) operands.remove(operands.size() - 1)).operand(0);
    }
    SqlNodeList order = takeOrder(operands);
    if (separator != null) {
      operands.add(separator);
    }
    SqlCall list =
        RheoAggregates.LISTAGG.createCall(
            call.getFunctionQuantifier(), call.getParserPosition(), operands);
    return within(list, order);
  }

  private static SqlNode ordered(SqlCall call) {
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    SqlNodeList order = takeOrder(operands);
    return order == null
        ? call
        : within(
            call.getOperator()
                .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands),
            order);
  }

  /** Takes the ORDER BY that stands behind the arguments off them; {@code null} if none does. */
  static SqlNodeList takeOrder(List<SqlNode> operands) {
    if (operands.isEmpty() || !(last(operands) instanceof SqlNodeList order)) {
      return null;
    }
    operands.remove(operands.size() - 1);
    return order;
  }

  private static SqlNode last(List<SqlNode> operands) {
    return operands.get(operands.size() - 1);
  }

  static SqlNode within(SqlCall call, SqlNodeList order) {
    return order == null
        ? call
        : SqlStdOperatorTable.WITHIN_GROUP.createCall(
            call.getParserPosition(), call, withNulls(order));
  }

  /** Says where NULLs are, as the least values: Calcite has another default in aggregates. */
  private static SqlNodeList withNulls(SqlNodeList order) {
    SqlNodeList result = new SqlNodeList(order.getParserPosition());
    for (SqlNode key : order) {
      boolean said = key.getKind() == SqlKind.NULLS_FIRST || key.getKind() == SqlKind.NULLS_LAST;
      SqlPostfixOperator place =
          key.getKind() == SqlKind.DESCENDING
              ? SqlStdOperatorTable.NULLS_LAST
              : SqlStdOperatorTable.NULLS_FIRST;
      result.add(said ? key : place.createCall(key.getParserPosition(), key));
    }
    return result;
  }

  private static SqlNode withinGroup(SqlCall call) {
    SqlCall aggregate = call.operand(0);
    SqlNodeList order = call.operand(1);
    boolean isMode = name(aggregate).equals("MODE") && aggregate.operandCount() == 0;
    boolean isPercentile = isPercentile(aggregate);
    if (!isMode && !isPercentile) {
      return within(aggregate, order);
    }
    if (order.size() != 1) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.WRONG_ARGUMENTS, name(aggregate) + " is of one column, not of several")
              .fix("write one expression behind ORDER BY"),
          order.getParserPosition());
    }
    SqlNode value = order.get(0);
    while (value.getKind() == SqlKind.NULLS_FIRST || value.getKind() == SqlKind.NULLS_LAST) {
      value = ((SqlCall) value).operand(0); // NULLs do not count
    }
    boolean descending = value.getKind() == SqlKind.DESCENDING;
    if (descending) {
      value = ((SqlCall) value).operand(0);
    }
    List<SqlNode> operands = new ArrayList<>();
    operands.add(value);
    operands.addAll(aggregate.getOperandList());
    SqlParserPos position = aggregate.getParserPosition();
    if (descending) {
      if (name(aggregate).equals("APPROX_PERCENTILE") && aggregate.operandCount() == 1) {
        operands.add(RheoAggregates.ACCURACY.clone(position));
      }
      operands.add(SqlLiteral.createBoolean(true, position));
    }
    return aggregate
        .getOperator()
        .createCall(aggregate.getFunctionQuantifier(), position, operands);
  }

  private static boolean isPercentile(SqlCall aggregate) {
    return switch (name(aggregate)) {
      case "PERCENTILE_CONT", "PERCENTILE_DISC" -> aggregate.operandCount() == 1;
      case "APPROX_PERCENTILE" -> aggregate.operandCount() == 1 || aggregate.operandCount() == 2;
      default -> false;
    };
  }

  /** Calcite has no order of the rows of an aggregate that ignores NULLs: they are filtered. */
  private static SqlNode ignoreNulls(SqlCall call) {
    if (!(call.operand(0) instanceof SqlCall ordered)
        || ordered.getKind() != SqlKind.WITHIN_GROUP
        || !(ordered.operand(0) instanceof SqlCall aggregate)) {
      return call;
    }
    SqlParserPos position = call.getParserPosition();
    SqlNode there =
        SqlStdOperatorTable.IS_NOT_NULL.createCall(position, aggregate.<SqlNode>operand(0));
    return SqlStdOperatorTable.FILTER.createCall(position, ordered, there);
  }

  /** A filter of what is filtered is one. */
  private static SqlNode filter(SqlCall call) {
    if (!(call.operand(0) instanceof SqlCall inner) || inner.getKind() != SqlKind.FILTER) {
      return call;
    }
    SqlParserPos position = call.getParserPosition();
    SqlNode both =
        SqlStdOperatorTable.AND.createCall(
            position, inner.<SqlNode>operand(1), call.<SqlNode>operand(1));
    return SqlStdOperatorTable.FILTER.createCall(position, inner.operand(0), both);
  }

  private static SqlNode respectNulls(SqlCall call) {
    if (call.operand(0) instanceof SqlCall inner && inner.getKind() == SqlKind.WITHIN_GROUP) {
      SqlNode marked = respectNulls((SqlCall) inner.operand(0), call);
      return marked == call
          ? call
          : SqlStdOperatorTable.WITHIN_GROUP.createCall(
              call.getParserPosition(), marked, inner.operand(1));
    }
    return respectNulls((SqlCall) call.operand(0), call);
  }

  private static SqlNode respectNulls(SqlCall aggregate, SqlCall otherwise) {
    if (!name(aggregate).equals("FIRST_VALUE") && !name(aggregate).equals("LAST_VALUE")) {
      return otherwise;
    }
    List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
    operands.add(SqlLiteral.createBoolean(true, aggregate.getParserPosition()));
    return aggregate.getOperator().createCall(aggregate.getParserPosition(), operands);
  }
}
