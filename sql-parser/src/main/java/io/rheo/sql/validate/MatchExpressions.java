package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Expressions of MEASURES and DEFINE in the form that the plan has: columns of variables as calls
 * of {@link MatchFunctions#VARIABLE}, {@code MATCH_ROWTIME()} with the column that it means.
 */
final class MatchExpressions extends SqlShuttle {
  private final MatchVariables variables;
  private final Set<String> rowNames;
  private final Optional<SqlIdentifier> time;
  private final boolean inDefine;

  /**
   * @param rowNames the table and its columns, in capitals
   * @param time the first column of ORDER BY
   */
  MatchExpressions(
      MatchVariables variables,
      Set<String> rowNames,
      Optional<SqlIdentifier> time,
      boolean inDefine) {
    this.variables = variables;
    this.rowNames = rowNames;
    this.time = time;
    this.inDefine = inDefine;
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    Optional<String> variable =
        id.names.size() > 1 ? variables.find(id.names.get(0)) : Optional.empty();
    if (variable.isEmpty()) {
      String name = id.names.get(0);
      if (id.names.size() > 1 && !rowNames.contains(name.toUpperCase(Locale.ROOT))) {
        throw variables.unknown(name, id.getComponentParserPosition(0));
      }
      return id;
    }
    SqlParserPos position = id.getParserPosition();
    SqlNode value =
        id.isStar() // COUNT(A.*)
            ? SqlLiteral.createBoolean(true, position)
            : id.getComponent(1, id.names.size());
    return MatchFunctions.VARIABLE.createCall(
        position, SqlLiteral.createCharString(variable.get(), position), value);
  }

  @Override
  public SqlNode visit(SqlCall call) {
    check(call);
    return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
      case "MATCH_ROWTIME" -> MatchFunctions.MATCH_ROWTIME.createCall(position(call), time(call));
      case "MATCH_PROCTIME" -> RheoFunctions.PROCTIME.createCall(position(call));
      case "CLASSIFIER OF" -> classifier(call);
      case "FILTER" -> filtered(call.operand(0), call.operand(1)).accept(this);
      case "RUNNING" -> inDefine ? call.operand(0).accept(this) : super.visit(call);
      default -> isDistinct(call) ? distinct(call).accept(this) : super.visit(call);
    };
  }

  /** CLASSIFIER(A): that of the last row of A, which tells the members of a subset apart. */
  private SqlNode classifier(SqlCall call) {
    SqlIdentifier id = call.operand(0);
    String variable =
        variables
            .find(id.getSimple())
            .orElseThrow(() -> variables.unknown(id.getSimple(), id.getParserPosition()));
    return MatchFunctions.VARIABLE.createCall(
        position(call),
        SqlLiteral.createCharString(variable, position(call)),
        SqlStdOperatorTable.CLASSIFIER.createCall(position(call)));
  }

  private static SqlNode filtered(SqlCall aggregate, SqlNode condition) {
    List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
    SqlParserPos position = position(aggregate);
    boolean all = operands.isEmpty() || (operands.get(0) instanceof SqlIdentifier id && isStar(id));
    if (all) {
      operands.clear();
      operands.add(SqlLiteral.createBoolean(true, position)); // COUNT(*)
    }
    operands.set(0, MatchFunctions.FILTER.createCall(position, operands.get(0), condition));
    return withOperands(aggregate, aggregate.getFunctionQuantifier(), operands);
  }

  private static boolean isStar(SqlIdentifier id) {
    return id.isStar() && id.names.size() == 1;
  }

  private static boolean isDistinct(SqlCall call) {
    return call.getFunctionQuantifier() != null
        && call.getFunctionQuantifier().getValue() == SqlSelectKeyword.DISTINCT;
  }

  private static SqlNode distinct(SqlCall aggregate) {
    List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
    operands.set(0, MatchFunctions.DISTINCT.createCall(position(aggregate), operands.get(0)));
    return withOperands(aggregate, null, operands);
  }

  private static SqlNode withOperands(
      SqlCall aggregate, SqlLiteral quantifier, List<SqlNode> operands) {
    return aggregate
        .getOperator()
        .createCall(quantifier, position(aggregate), operands.toArray(SqlNode[]::new));
  }

  private static SqlParserPos position(SqlCall call) {
    return call.getParserPosition();
  }

  private SqlNode time(SqlCall call) {
    if (call.operandCount() > 0) {
      return call.operand(0);
    }
    return time.orElseThrow(
        () ->
            refusal(call, ErrorCode.INVALID_QUERY, "MATCH_ROWTIME() without ORDER BY")
                .fixed("order the rows by their time attribute"));
  }

  private void check(SqlCall call) {
    SqlKind kind = call.getKind();
    if (SqlKind.QUERY.contains(kind) || kind == SqlKind.EXISTS) {
      throw refusal(call, ErrorCode.NOT_SUPPORTED, "a sub-query within MATCH_RECOGNIZE")
          .fixed("compute the value in a sub-query that MATCH_RECOGNIZE reads, as a column");
    } else if (kind == SqlKind.OVER || kind == SqlKind.WITHIN_GROUP) {
      throw refusal(call, ErrorCode.NOT_SUPPORTED, kind.sql + " within MATCH_RECOGNIZE")
          .fixed("aggregate the rows of a variable, such as SUM(A.price), or use CASE inside");
    } else if (kind == SqlKind.FINAL && inDefine) {
      throw refusal(call, ErrorCode.INVALID_QUERY, "FINAL within DEFINE")
          .because("a condition decides about a row when the rows after it are not known")
          .fixed("leave FINAL out, or move the condition above MATCH_RECOGNIZE");
    } else if (call.getOperator() instanceof SqlAggFunction && call.operandCount() == 0) {
      throw refusal(call, ErrorCode.WRONG_ARGUMENTS, call.getOperator().getName() + "()")
          .fixed("write what is aggregated, or COUNT(*)");
    }
  }

  private static Problem refusal(SqlCall call, ErrorCode code, String what) {
    return new Problem(call, code, what + " is not possible", Optional.empty());
  }

  /** An error in the making. */
  private record Problem(SqlCall call, ErrorCode code, String what, Optional<String> why) {
    Problem because(String reason) {
      return new Problem(call, code, what, Optional.of(reason));
    }

    Refusal fixed(String advice) {
      SqlError error = SqlError.of(code, what);
      return new Refusal(why.map(error::why).orElse(error).fix(advice), call.getParserPosition());
    }
  }
}
