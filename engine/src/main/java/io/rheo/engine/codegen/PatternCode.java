package io.rheo.engine.codegen;

import io.rheo.engine.codegen.kernel.LikePattern;
import io.rheo.engine.codegen.kernel.RowException;
import io.rheo.engine.codegen.kernel.Slice;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.Storage;
import java.util.ArrayList;
import java.util.List;

/** LIKE and IN, which prepare their constant operands once. */
final class PatternCode {
  /** So many comparisons are made one by one; more are looked up in a set. */
  private static final int FEW = 4;

  private PatternCode() {}

  /** Operands: text, pattern, and the escape character if there is one. */
  static Value like(RowCode code, Expr.Call call) {
    List<Expr> rest = call.operands().subList(1, call.operands().size());
    boolean constant = rest.stream().allMatch(PatternCode::isValue) && isPattern(rest);
    List<Value> operands = code.emitAll(call.operands());
    List<String> codes = operands.stream().map(Value::code).toList();
    String pattern = "LikePattern.of(" + String.join(", ", codes.subList(1, codes.size())) + ")";
    if (constant) {
      pattern = code.classCode.constant("LikePattern", pattern);
    }
    String source = pattern + ".matches(" + codes.get(0) + ")";
    return code.whereNotNull(operands, Storage.BOOLEAN, source, false);
  }

  private static boolean isValue(Expr expr) {
    return expr instanceof Expr.Literal literal && literal.value() != null;
  }

  /** A pattern that is wrong is an error of each row that it meets, not of the class. */
  private static boolean isPattern(List<Expr> literals) {
    List<Slice> texts =
        literals.stream().map(e -> Slice.of((String) ((Expr.Literal) e).value())).toList();
    try {
      LikePattern pattern =
          texts.size() == 1
              ? LikePattern.of(texts.get(0))
              : LikePattern.of(texts.get(0), texts.get(1));
      return pattern != null;
    } catch (RowException e) {
      return false;
    }
  }

  /** Operands: a value, then literals of its type, none of them NULL. */
  static Value in(RowCode code, Expr.Call call) {
    Expr operand = call.operands().get(0);
    List<Value> all = code.emitAll(call.operands());
    List<String> literals = all.stream().skip(1).map(Value::code).toList();
    String wanted = all.get(0).code();
    Storage storage = operand.type().storage();
    String source;
    if (literals.size() > FEW && (storage == Storage.INT || storage == Storage.LONG)) {
      String set = "LongSet.of(new long[] {" + String.join(", ", literals) + "})";
      source = code.classCode.constant("LongSet", set) + ".contains((long) " + wanted + ")";
    } else if (literals.size() > FEW && storage == Storage.BYTES) {
      String set =
          "new java.util.HashSet(java.util.Arrays.asList(new Object[] {"
              + String.join(", ", literals)
              + "}))";
      source = code.classCode.constant("java.util.Set", set) + ".contains(" + wanted + ")";
    } else {
      List<String> tests = new ArrayList<>();
      for (String literal : literals) {
        tests.add(ComparisonKernels.test("=", call, List.of(wanted, literal)));
      }
      source = String.join(" || ", tests);
    }
    return code.whereNotNull(List.of(all.get(0)), Storage.BOOLEAN, source, false);
  }
}
