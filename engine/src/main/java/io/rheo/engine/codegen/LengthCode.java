package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code CHAR_LENGTH}: that of a {@code REPLACE} is counted, and its text not made. */
final class LengthCode {
  private LengthCode() {}

  static Value emit(RowCode code, Expr.Call call) {
    Expr text = call.operands().get(0);
    boolean isReplaced = text instanceof Expr.Call inner && inner.operator().equals("REPLACE");
    if (!isReplaced || code.isAtHand(text)) {
      return code.strict(call);
    }
    List<Expr> replace = ((Expr.Call) text).operands();
    Value length = code.emit(new Expr.Call("CHAR_LENGTH", replace.subList(0, 1), call.type()));
    List<Value> operands = new ArrayList<>(code.emitAll(replace));
    String arguments = operands.stream().map(Value::code).collect(Collectors.joining(", "));
    operands.add(length);
    return code.whereNotNull(
        operands,
        Storage.INT,
        "Math.addExact(%s, Texts.lengthAdded(%s))".formatted(length.code(), arguments),
        false);
  }
}
