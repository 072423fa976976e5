package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Calls of functions that a library implements, on boxed values: a method of its own each, so that
 * the names in the library's source cannot meet ours. Whatever a function throws is an error of the
 * row.
 */
final class LibraryCode {
  private LibraryCode() {}

  static Value emit(RowCode code, Expr.LibraryCall call) {
    List<Value> operands = code.emitAll(call.operands());
    String function = code.classCode.newName("library");
    addMethod(code.classCode, function, call);
    List<String> boxes = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Value operand = operands.get(i);
      String box = LibraryBoxes.box(operand.code(), call.operands().get(i).type());
      boxes.add(ConstructorCode.nullOr(operand, box));
    }
    String result = code.classCode.newName("o");
    code.statement("Object %s = %s(%s);".formatted(result, function, String.join(", ", boxes)));
    Value box = new Value(result, "(" + result + " == null)");
    String unboxed = LibraryBoxes.unbox(result, call.type());
    return code.whereNotNull(List.of(box), call.type().storage(), unboxed, false);
  }

  private static void addMethod(ClassCode classCode, String function, Expr.LibraryCall call) {
    String parameters =
        IntStream.range(0, call.operands().size())
            .mapToObj(i -> LibraryBoxes.javaType(call.operands().get(i).type()) + " a" + i)
            .collect(Collectors.joining(", "));
    String body = call.source();
    for (int i = 0; i < call.constants().size(); i++) {
      Expr.LibraryConstant constant = call.constants().get(i);
      String name = classCode.constant(constant.javaType(), constant.source());
      body = body.replaceAll("\\b" + constant.name() + "\\b", name);
    }
    classCode.addMember(
        """
          // %s
          private static Object %s(%s) {
            try {
              %s
            } catch (RuntimeException e) {
              throw RowException.in(%s, e);
            }
          }
        """
            .formatted(
                JavaText.comment(call.name()),
                function,
                parameters,
                body.strip().replace("\n", "\n      "),
                JavaText.ofString(call.name())));
  }
}
