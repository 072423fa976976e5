package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.Storage;
import java.util.List;

/** Between TIMESTAMP_LTZ and TIMESTAMP, by the clock of a zone that is a constant. */
final class ZoneCode {
  private ZoneCode() {}

  static Value toLocal(RowCode code, Expr.Call call) {
    return convert(code, call, "toLocal");
  }

  static Value toInstant(RowCode code, Expr.Call call) {
    boolean isText = call.operands().get(0).type().storage() == Storage.BYTES;
    return convert(code, call, isText ? "instantOf" : "toInstant");
  }

  private static Value convert(RowCode code, Expr.Call call, String function) {
    Value time = code.emit(call.operands().get(0));
    String zoneId = (String) ((Expr.Literal) call.operands().get(1)).value();
    String zone =
        code.classCode.constant(
            "java.time.ZoneId", "java.time.ZoneId.of(" + JavaText.ofString(zoneId) + ")");
    String source = "Zones." + function + "(" + time.code() + ", " + zone + ")";
    return code.whereNotNull(List.of(time), call.type().storage(), source, false);
  }
}
