package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls of the functions in {@link Functions}. */
final class FunctionCode {
  private FunctionCode() {}

  /** One form for each function. */
  static Map<String, LogicCode.Form> forms() {
    Map<String, LogicCode.Form> forms = new HashMap<>();
    Functions.names().forEach(name -> forms.put(name, FunctionCode::emit));
    return forms;
  }

  static Value emit(RowCode code, Expr.Call call) {
    Signature signature = Functions.of(call);
    List<Value> operands = code.emitAll(call.operands());
    Storage storage = call.type().storage();
    boolean takesNulls = signature.nulls() == Signature.Nulls.TAKEN;
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Expr operand = call.operands().get(i);
      boolean isObject = takesNulls || signature.parameter(i) == Signature.ANY;
      arguments.add(
          i == signature.regex()
              ? regex(code, operand, operands.get(i))
              : isObject ? object(operands.get(i), operand) : operands.get(i).code());
    }
    String source = signature.method() + "(" + arguments(signature, arguments) + ")";
    if (signature.nulls() == Signature.Nulls.PACKED) {
      return part(code, operands, source);
    }
    List<Value> tested = takesNulls ? List.of() : operands;
    boolean mayReturnNull =
        signature.nulls() == Signature.Nulls.RETURNED || (takesNulls && call.type().nullable());
    return code.whereNotNull(tested, storage, source, mayReturnNull);
  }

  /** A slice that is made once, whether or not it is NULL: the compiler needs no object for it. */
  private static Value part(RowCode code, List<Value> operands, String source) {
    Value packed = code.whereNotNull(operands, Storage.LONG, source, false);
    if (packed.alwaysNull()) {
      return new Value(JavaTypes.zero(Storage.BYTES), Value.YES);
    }
    String isNull = code.classCode.newName("n");
    String test = packed.code() + " == Slice.PACKED_NULL";
    code.statement(
        "boolean %s = %s;"
            .formatted(isNull, packed.mayBeNull() ? packed.isNull() + " || " + test : test));
    String part = code.classCode.newName("v");
    code.statement(
        "Slice %s = %s.unpacked(%s);".formatted(part, operands.get(0).code(), packed.code()));
    return new Value(part, isNull);
  }

  private static String arguments(Signature signature, List<String> arguments) {
    if (!signature.repeated()) {
      return String.join(", ", arguments);
    }
    int fixed = signature.parameters().size() - 1;
    String type = signature.parameter(fixed) == Signature.ANY ? "Object" : "Slice";
    List<String> all = new ArrayList<>(arguments.subList(0, fixed));
    String rest = String.join(", ", arguments.subList(fixed, arguments.size()));
    all.add("new " + type + "[] {" + rest + "}");
    return String.join(", ", all);
  }

  /** Text and bytes stay slices; what has another form is boxed. */
  private static String object(Value value, Expr operand) {
    boolean isSlice = operand.type().storage() == Storage.BYTES;
    String box = isSlice ? value.code() : Boxes.box(value.code(), operand.type());
    String type = isSlice ? "(Slice) " : "";
    return value.mayBeNull() ? "(%s ? %snull : %s)".formatted(value.isNull(), type, box) : box;
  }

  /** Compiled once if it is a constant. */
  private static String regex(RowCode code, Expr operand, Value value) {
    String source = "Regexes.of(" + value.code() + ")";
    boolean isConstant = operand instanceof Expr.Literal literal && literal.value() != null;
    return isConstant ? code.classCode.constant("Regex", source) : source;
  }
}
