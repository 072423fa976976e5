package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.function.JavaValue;
import io.rheo.engine.function.UserMethod;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls of a user's functions: a method of its own each, which calls the function's own method and
 * makes an error of the row of whatever that throws. Primitive values are not boxed.
 */
final class UserCode {
  private UserCode() {}

  static Value emit(RowCode code, Expr.UserCall call) {
    List<Value> operands = code.emitAll(call.operands());
    List<Value> strict = new ArrayList<>(); // NULL here is NULL there: a primitive cannot be NULL
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      JavaValue parameter = call.method().parameter(i);
      DataType type = call.operands().get(i).type();
      String java = UserValues.toJava(code.classCode, operands.get(i).code(), parameter, type);
      if (parameter.isPrimitive()) {
        strict.add(operands.get(i));
        arguments.add(java);
      } else {
        arguments.add(ConstructorCode.nullOr(operands.get(i), java));
      }
    }
    String name = code.classCode.newName("user");
    addMethod(code.classCode, name, call);
    String source = name + "(" + String.join(", ", arguments) + ")";
    return code.whereNotNull(strict, call.type().storage(), source, !isPrimitive(call));
  }

  private static boolean isPrimitive(Expr.UserCall call) {
    return call.method().result().isPrimitive();
  }

  private static void addMethod(ClassCode classCode, String name, Expr.UserCall call) {
    Storage storage = call.type().storage();
    UserMethod method = call.method();
    List<String> parameters = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < call.operands().size(); i++) {
      parameters.add(method.parameter(i).javaClass().getCanonicalName() + " a" + i);
      arguments.add("a" + i);
    }
    String function = classCode.injected(new Injected.Function(call.function()));
    classCode.addMember(
        """
          // %s
          private %s %s(%s) {
            try {
              %s r = %s.%s(%s);
              return %s;
            } catch (Exception e) {
              throw RowException.in(%s, e);
            }
          }
        """
            .formatted(
                JavaText.comment(call.name()),
                isPrimitive(call) ? JavaTypes.name(storage) : RowCode.boxType(storage),
                name,
                String.join(", ", parameters),
                method.result().javaClass().getCanonicalName(),
                function,
                method.method().getName(),
                String.join(", ", withArray(method, arguments)),
                UserValues.fromJava(classCode, "r", method.result(), call.type()),
                JavaText.ofString(call.name())));
  }

  /** Arguments of a variable parameter as an array. */
  private static List<String> withArray(UserMethod method, List<String> arguments) {
    if (!method.isVariable()) {
      return arguments;
    }
    int fixed = method.parameters().size() - 1;
    List<String> result = new ArrayList<>(arguments.subList(0, fixed));
    String element = method.parameter(fixed).javaClass().getCanonicalName();
    String elements = String.join(", ", arguments.subList(fixed, arguments.size()));
    result.add("new " + element + "[] {" + elements + "}");
    return result;
  }
}
