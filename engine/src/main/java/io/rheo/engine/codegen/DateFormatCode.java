package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import java.util.List;

/** DATE_FORMAT, which prepares a constant pattern once. */
final class DateFormatCode {
  private DateFormatCode() {}

  /** Operands: a timestamp, or text with one, and the pattern. */
  static Value format(RowCode code, Expr.Call call) {
    boolean isTime = Functions.of(call).method().equals("DateFormats.format");
    boolean isConstant =
        call.operands().get(1) instanceof Expr.Literal literal && literal.value() != null;
    if (!isTime || !isConstant) {
      return FunctionCode.emit(code, call);
    }
    List<Value> operands = code.emitAll(call.operands());
    String pattern = operands.get(1).code();
    String formatter = code.classCode.field("DateFormat", "new DateFormat(" + pattern + ")");
    String source = formatter + ".format(" + operands.get(0).code() + ")";
    return code.whereNotNull(operands, call.type().storage(), source, false);
  }
}
