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

  /** A constant of a class has at most 65,535 bytes, three a character at worst. */
  private static final int TEXT_LENGTH = 8_000;

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
    List<Expr> literals = call.operands().subList(1, call.operands().size());
    Value wanted = code.emit(operand);
    String source = source(code, call, wanted.code(), literals);
    return code.whereNotNull(List.of(wanted), Storage.BOOLEAN, source, false);
  }

  private static String source(RowCode code, Expr.Call call, String wanted, List<Expr> literals) {
    Storage storage = call.operands().get(0).type().storage();
    if (literals.size() > FEW && (storage == Storage.INT || storage == Storage.LONG)) {
      String set = code.classCode.constant("LongSet", "LongSet.of(" + texts(literals) + ")");
      return set + ".contains((long) " + wanted + ")";
    } else if (literals.size() > FEW && Boxes.isText(call.operands().get(0).type())) {
      String set = code.classCode.constant("SliceSet", "SliceSet.of(" + texts(literals) + ")");
      return set + ".contains(" + wanted + ")";
    }
    List<String> tests = new ArrayList<>();
    for (Expr literal : literals) {
      String constant = code.emit(literal).code();
      tests.add(ComparisonKernels.test("=", call.operands().get(0), wanted, literal, constant));
    }
    return String.join(" || ", tests);
  }

  /**
   * An array of texts that hold the values, each with its length before it: a class may not have
   * thousands of constants, and thousands of values are no exception in an IN list.
   */
  private static String texts(List<Expr> literals) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Expr expr : literals) {
      Object value = ((Expr.Literal) expr).value();
      String one =
          value instanceof String string
              ? string
              : value instanceof Integer
                  ? value.toString()
                  : Long.toString(Literals.longValue(value));
      text.append(one.length()).append(':').append(one);
      if (text.length() > TEXT_LENGTH) {
        texts.add(JavaText.ofString(text.toString()));
        text.setLength(0);
      }
    }
    texts.add(JavaText.ofString(text.toString()));
    return "new String[] {" + String.join(", ", texts) + "}";
  }
}
