package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON from values, and values from JSON by a path. */
final class JsonCode {
  /** What {@code JSON_VALUE} gives where there is nothing, or something else. */
  enum Otherwise {
    NULL,
    ERROR,
    DEFAULT
  }

  static final Map<String, LogicCode.Form> FORMS =
      Map.of(
          "JSON", (code, call) -> code.emit(call.operands().get(0)),
          "JSON_STRING", JsonCode::string,
          "JSON_OBJECT", JsonCode::object,
          "JSON_ARRAY", JsonCode::array,
          "JSON_EXISTS", JsonCode::exists,
          "JSON_VALUE", JsonCode::value,
          "JSON_QUERY", JsonCode::query);

  private JsonCode() {}

  private static Value string(RowCode code, Expr.Call call) {
    Expr operand = call.operands().get(0);
    Value value = code.emit(operand);
    String source = "JsonTexts.write(" + json(code, operand, value) + ")";
    return code.whereNotNull(List.of(value), Storage.BYTES, source, false);
  }

  /** Operands: whether NULLs are written, name, value, name, value … */
  private static Value object(RowCode code, Expr.Call call) {
    return constructor(code, call, "JsonTexts.object");
  }

  /** Operands: whether NULLs are written, value, value … */
  private static Value array(RowCode code, Expr.Call call) {
    return constructor(code, call, "JsonTexts.array");
  }

  private static Value constructor(RowCode code, Expr.Call call, String method) {
    List<String> members = new ArrayList<>();
    for (Expr operand : call.operands().subList(1, call.operands().size())) {
      members.add(json(code, operand, code.emit(operand)));
    }
    String source =
        "%s(%s, new Object[] {%s})"
            .formatted(
                method, code.emit(call.operands().get(0)).code(), String.join(", ", members));
    return code.whereNotNull(List.of(), Storage.BYTES, source, false);
  }

  /** The value as the objects that JSON is written from; {@code null} if it is NULL. */
  private static String json(RowCode code, Expr operand, Value value) {
    boolean isJson = operand instanceof Expr.Call call && call.operator().equals("JSON");
    String shape =
        code.classCode.constant(
            "JsonShape",
            "JsonShape.of(" + JavaText.ofString(isJson ? "j" : shape(operand.type())) + ")");
    String box = ConstructorCode.nullOr(value, Boxes.box(value.code(), operand.type()));
    return shape + ".json(" + box + ")";
  }

  /** The type in the notation of {@code JsonShape}. */
  private static String shape(DataType type) {
    return switch (type.name()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE, CHAR, VARCHAR -> "v";
      case FLOAT -> "f";
      case BINARY, VARBINARY -> "x";
      case DATE -> "d";
      case TIME -> "t";
      case TIMESTAMP -> "s";
      case TIMESTAMP_LTZ -> "z";
      case INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH -> "v"; // translated to text before
      case ARRAY -> "a" + shape(type.element());
      case MAP -> "m" + shape(type.children().get(0).type()) + shape(type.children().get(1).type());
      case ROW -> row(type.children());
    };
  }

  private static String row(List<Field> members) {
    StringBuilder shape = new StringBuilder("(");
    for (Field member : members) {
      shape.append(member.name().length()).append(':').append(member.name());
      shape.append(shape(member.type()));
    }
    return shape.append(')').toString();
  }

  /** Operands: JSON, path, and the result if the path fails: a BOOLEAN, or ERROR as a string. */
  private static Value exists(RowCode code, Expr.Call call) {
    List<Value> operands = code.emitAll(call.operands().subList(0, 2));
    Expr.Literal onError = (Expr.Literal) call.operands().get(2);
    String otherwise =
        onError.value() instanceof String
            ? "true, null"
            : "false, "
                + (onError.value() == null ? "null" : "Boolean.valueOf(" + onError.value() + ")");
    String source =
        "%s.exists(%s, %s)"
            .formatted(path(code, call, operands), operands.get(0).code(), otherwise);
    return code.whereNotNull(operands, Storage.BOOLEAN, source, true);
  }

  /** Operands: JSON, path, wrapper, result if there is nothing, result if the path fails. */
  private static Value query(RowCode code, Expr.Call call) {
    List<Value> operands = code.emitAll(call.operands().subList(0, 2));
    List<String> names = new ArrayList<>();
    for (Expr name : call.operands().subList(2, 5)) {
      names.add(JavaText.ofString((String) ((Expr.Literal) name).value()));
    }
    String source =
        "%s.query(%s, %s)"
            .formatted(
                path(code, call, operands), operands.get(0).code(), String.join(", ", names));
    return code.whereNotNull(operands, Storage.BYTES, source, true);
  }

  /** Operands: JSON, path, {@link Otherwise} and default if there is nothing, and on an error. */
  private static Value value(RowCode code, Expr.Call call) {
    List<Value> operands = code.emitAll(call.operands().subList(0, 2));
    Value result = code.declare(call.type().storage());
    String anyNull = RowCode.anyNull(operands);
    if (anyNull.equals(Value.YES)) {
      return result;
    }
    String found = code.classCode.newName("o");
    String failed = code.classCode.newName("e");
    String error = code.classCode.newName("x");
    code.inBlock(
        "if (!(" + anyNull + "))",
        () -> {
          code.statement("Slice " + found + " = null;");
          code.statement("RowException " + failed + " = null;");
          code.open("try");
          code.statement(
              "%s = %s.scalar(%s);"
                  .formatted(found, path(code, call, operands), operands.get(0).code()));
          code.open("if (" + found + " != null)");
          code.statement(result.code() + " = " + cast(found, call) + ";");
          code.statement(result.isNull() + " = false;");
          code.close();
          code.statement("} catch (RowException " + error + ") {");
          code.statement(failed + " = " + error + ";");
          code.statement("} catch (ArithmeticException " + error + ") {");
          code.statement(failed + " = new RowException(" + error + ".getMessage());");
          code.close();
          code.inBlock(
              "if (" + failed + " != null)",
              () -> otherwise(code, call, 4, result, "throw " + failed + ";"));
          code.inBlock(
              "else if (" + found + " == null)",
              () -> otherwise(code, call, 2, result, "throw JsonPaths.nothing();"));
        });
    return result;
  }

  private static String cast(String found, Expr.Call call) {
    DataType text = call.operands().get(0).type();
    return Boxes.isText(call.type()) ? found : Casts.source(found, text, call.type());
  }

  private static void otherwise(
      RowCode code, Expr.Call call, int operand, Value result, String failure) {
    String kind = (String) ((Expr.Literal) call.operands().get(operand)).value();
    switch (Otherwise.valueOf(kind)) {
      case NULL -> {}
      case ERROR -> code.statement(failure);
      case DEFAULT -> code.assign(result, code.emit(call.operands().get(operand + 1)));
    }
  }

  /** Compiled once if it is a constant. */
  private static String path(RowCode code, Expr.Call call, List<Value> operands) {
    String source = "JsonPaths.of(" + operands.get(1).code() + ")";
    boolean isConstant =
        call.operands().get(1) instanceof Expr.Literal literal && literal.value() != null;
    return isConstant ? code.classCode.constant("JsonPaths", source) : source;
  }
}
