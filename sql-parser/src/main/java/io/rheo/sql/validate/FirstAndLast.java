package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.RheoForms;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * What is said of NULLs within the parentheses of a call, {@code FIRST_VALUE(x IGNORE NULLS)}, as
 * if it stood behind them; and {@code FIRST(x)} and {@code LAST(x)} outside row patterns, as {@code
 * FIRST_VALUE(x)} and {@code LAST_VALUE(x)}.
 */
final class FirstAndLast {
  private FirstAndLast() {}

  /**
   * The call written out; the same object if it is none of these forms.
   *
   * @param inPattern whether it stands in a row pattern, where FIRST and LAST are of its rows
   */
  static SqlNode rewrite(SqlCall call, boolean inPattern) {
    boolean navigates = call.getKind() == SqlKind.FIRST || call.getKind() == SqlKind.LAST;
    if (navigates && !inPattern) {
      return ofGroup(call);
    }
    for (SqlNode operand : call.getOperandList()) {
      if (isMark(operand)) {
        refuseIn(navigates, call, operand);
        return behind(call, (SqlCall) operand);
      } else if (operand instanceof SqlNodeList order) {
        refuseIn(navigates, call, order);
      }
    }
    return call;
  }

  private static boolean isMark(SqlNode operand) {
    return operand instanceof SqlCall mark
        && (mark.getOperator().equals(RheoForms.IGNORE_NULLS)
            || mark.getOperator().equals(RheoForms.RESPECT_NULLS));
  }

  private static SqlNode behind(SqlCall call, SqlCall mark) {
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    operands.remove(mark);
    SqlCall plain =
        call.getOperator()
            .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
    boolean ignored = mark.getOperator().equals(RheoForms.IGNORE_NULLS);
    return (ignored ? SqlStdOperatorTable.IGNORE_NULLS : SqlStdOperatorTable.RESPECT_NULLS)
        .createCall(mark.getParserPosition(), plain);
  }

  private static SqlNode ofGroup(SqlCall call) {
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    if (operands.get(operands.size() - 1).getKind() == SqlKind.LITERAL) {
      operands.remove(operands.size() - 1); // how many rows away: none
    }
    return OtherNames.named(call, call.getOperator().getName() + "_VALUE", operands);
  }

  private static void refuseIn(boolean navigates, SqlCall call, SqlNode what) {
    if (navigates) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.WRONG_ARGUMENTS,
                  call.getOperator().getName()
                      + " of a row pattern takes a value and a number only")
              .why("it goes to one row of the match, whatever its value")
              .fix("leave out the rest"),
          what.getParserPosition());
    }
  }
}
