package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operators that see NULL or need not evaluate all operands: three-valued logic, CASE, IS. They
 * evaluate from left to right and stop as soon as the result is certain. The first operand is
 * always evaluated, so what it is made of is known to all that follows, and not computed there
 * again.
 */
final class LogicCode {
  /** Writes one such operator. */
  @FunctionalInterface
  interface Form {
    Value emit(RowCode code, Expr.Call call);
  }

  static final Map<String, Form> FORMS = forms();

  private LogicCode() {}

  private static Map<String, Form> forms() {
    Map<String, Form> forms = new HashMap<>(logic());
    forms.putAll(CollectionCode.forms());
    forms.putAll(FunctionCode.forms());
    forms.put("DATE_FORMAT", DateFormatCode::format);
    forms.put("CHAR_LENGTH", LengthCode::emit);
    forms.putAll(RandomCode.FORMS);
    forms.putAll(JsonCode.FORMS);
    return Map.copyOf(forms);
  }

  private static Map<String, Form> logic() {
    return Map.ofEntries(
        Map.entry("AND", (code, call) -> junction(code, call, false)),
        Map.entry("OR", (code, call) -> junction(code, call, true)),
        Map.entry("CASE", LogicCode::caseWhen),
        Map.entry("COALESCE", LogicCode::coalesce),
        Map.entry("IS NULL", (code, call) -> isNull(code, call, "")),
        Map.entry("IS NOT NULL", (code, call) -> isNull(code, call, "!")),
        Map.entry("IS TRUE", (code, call) -> truth(code, call, "", "%s && !%s")),
        Map.entry("IS NOT TRUE", (code, call) -> truth(code, call, "!", "(!%s || %s)")),
        Map.entry("IS FALSE", (code, call) -> truth(code, call, "!", "!%s && !%s")),
        Map.entry("IS NOT FALSE", (code, call) -> truth(code, call, "", "(%s || %s)")),
        Map.entry("IS DISTINCT FROM", (code, call) -> distinct(code, call, "")),
        Map.entry("IS NOT DISTINCT FROM", (code, call) -> distinct(code, call, "!")),
        Map.entry("NOT NULL", LogicCode::required),
        Map.entry("TRY_CAST", LogicCode::tryCast),
        Map.entry("CAST NESTED", NestedCasts::cast),
        Map.entry("ROW", ConstructorCode::list),
        Map.entry("ARRAY", ConstructorCode::list),
        Map.entry("MAP", ConstructorCode::map),
        Map.entry("ITEM", NestedKernels::item),
        Map.entry("TO_LOCAL", ZoneCode::toLocal),
        Map.entry("TO_INSTANT", ZoneCode::toInstant),
        Map.entry("LIKE", PatternCode::like),
        Map.entry("IN", PatternCode::in),
        Map.entry("NOW", (code, call) -> Value.notNull("nowMillis")));
  }

  /** AND, OR: {@code decisive} is the value that settles the result. */
  private static Value junction(RowCode code, Expr.Call call, boolean decisive) {
    Value result = new Value(code.classCode.newName("v"), code.classCode.newName("n"));
    code.statement("boolean %s = %s;".formatted(result.code(), !decisive));
    code.statement("boolean %s = false;".formatted(result.isNull()));
    String label = code.classCode.newName("L");
    boolean[] mayBeNull = {false};
    code.emit(call.operands().get(0));
    code.inBlock(
        label + ":",
        () -> {
          for (Expr operand : call.operands()) {
            Value value = code.emit(operand);
            mayBeNull[0] |= value.mayBeNull();
            if (!joinOperand(code, result, value, decisive, label)) {
              break;
            }
          }
        });
    if (!mayBeNull[0]) {
      return Value.notNull(result.code());
    }
    code.statement("if (%s) { %s = false; }".formatted(result.isNull(), result.code()));
    return result;
  }

  /** Returns whether the operands after this one can matter. */
  private static boolean joinOperand(
      RowCode code, Value result, Value value, boolean decisive, String label) {
    String settled = "%s = %s; %s = false;".formatted(result.code(), decisive, result.isNull());
    if (value.alwaysNull()) {
      code.statement(result.isNull() + " = true;");
      return true;
    }
    if (value.code().equals(String.valueOf(decisive))) {
      code.statement(settled);
      return false;
    }
    if (value.code().equals(String.valueOf(!decisive))) {
      return true;
    }
    String test = decisive ? value.code() : "!" + value.code();
    if (value.mayBeNull()) {
      test = "!" + value.isNull() + " && " + test;
    }
    code.statement("if (%s) { %s break %s; }".formatted(test, settled, label));
    if (value.mayBeNull()) {
      code.statement("if (%s) { %s = true; }".formatted(value.isNull(), result.isNull()));
    }
    return true;
  }

  /** Operands: condition, value, condition, value … otherwise. */
  private static Value caseWhen(RowCode code, Expr.Call call) {
    List<Expr> operands = call.operands();
    Value result = code.declare(call.type().storage());
    String label = code.classCode.newName("L");
    code.emit(operands.get(0));
    code.inBlock(
        label + ":",
        () -> {
          int last = operands.size() - 1;
          for (int i = 0; i < last; i += 2) {
            Expr then = operands.get(i + 1);
            Value condition = code.emit(operands.get(i));
            if (condition.alwaysNull() || condition.code().equals("false")) {
              continue;
            }
            if (condition.code().equals("true")) {
              code.assign(result, code.emit(then));
              return;
            }
            code.inBlock(
                "if (" + isTrue(condition) + ")",
                () -> {
                  code.assign(result, code.emit(then));
                  code.statement("break " + label + ";");
                });
          }
          code.assign(result, code.emit(operands.get(last)));
        });
    return result;
  }

  /** A test for TRUE: neither FALSE nor NULL. */
  static String isTrue(Value condition) {
    return condition.mayBeNull()
        ? "!" + condition.isNull() + " && " + condition.code()
        : condition.code();
  }

  private static Value coalesce(RowCode code, Expr.Call call) {
    Value result = code.declare(call.type().storage());
    String label = code.classCode.newName("L");
    code.emit(call.operands().get(0));
    code.inBlock(
        label + ":",
        () -> {
          for (Expr operand : call.operands()) {
            Value value = code.emit(operand);
            if (value.alwaysNull()) {
              continue;
            }
            if (!value.mayBeNull()) {
              code.assign(result, value);
              return;
            }
            code.open("if (!" + value.isNull() + ")");
            code.assign(result, value);
            code.statement("break " + label + ";");
            code.close();
          }
        });
    return result;
  }

  private static Value isNull(RowCode code, Expr.Call call, String not) {
    Value operand = code.emit(call.operands().get(0));
    return Value.notNull(negated(not, operand.isNull()));
  }

  /** A value that must be there; NULL is an error of the row, for the reason in the second one. */
  private static Value required(RowCode code, Expr.Call call) {
    Value operand = code.emit(call.operands().get(0));
    if (operand.mayBeNull()) {
      String reason = (String) ((Expr.Literal) call.operands().get(1)).value();
      code.open("if (" + operand.isNull() + ")");
      code.statement("throw new RowException(" + JavaText.ofString(reason) + ");");
      code.close();
    }
    return Value.notNull(operand.code());
  }

  private static String negated(String not, String test) {
    if (not.isEmpty()) {
      return test;
    }
    return test.equals("false") ? "true" : test.equals("true") ? "false" : "(!" + test + ")";
  }

  private static Value truth(RowCode code, Expr.Call call, String not, String form) {
    Value operand = code.emit(call.operands().get(0));
    if (!operand.mayBeNull()) {
      return Value.notNull(negated(not, operand.code()));
    }
    String name = code.classCode.newName("v");
    // The last form argument: "IS NOT" holds for NULL, "IS" does not.
    code.statement(
        "boolean %s = %s;".formatted(name, form.formatted(operand.code(), operand.isNull())));
    return Value.notNull(name);
  }

  private static Value distinct(RowCode code, Expr.Call call, String not) {
    Value a = code.emit(call.operands().get(0));
    Value b = code.emit(call.operands().get(1));
    String same = ComparisonKernels.test("=", call, List.of(a.code(), b.code()));
    String name = code.classCode.newName("v");
    String test = "%s != %s || (!%s && !(%s))".formatted(a.isNull(), b.isNull(), a.isNull(), same);
    code.statement("boolean " + name + " = " + not + "(" + test + ");");
    return Value.notNull(name);
  }

  /** CAST that is NULL where CAST would fail. Errors of the operand itself stay errors. */
  private static Value tryCast(RowCode code, Expr.Call call) {
    Value operand = code.emit(call.operands().get(0));
    Storage storage = call.type().storage();
    if (operand.alwaysNull()) {
      return new Value(JavaTypes.zero(storage), Value.YES);
    }
    DataType from = call.operands().get(0).type();
    String source =
        NestedCasts.isNested(from)
            ? NestedCasts.source(code, call, operand)
            : Casts.source(operand.code(), from, call.type());
    Value result = code.declare(storage);
    String error = code.classCode.newName("e");
    code.open("if (!" + operand.isNull() + ")");
    code.open("try");
    code.statement(result.code() + " = " + source + ";");
    code.statement(result.isNull() + " = false;");
    code.statement("} catch (ArithmeticException " + error + ") {");
    code.statement("} catch (RowException " + error + ") {");
    code.close();
    code.close();
    return result;
  }
}
