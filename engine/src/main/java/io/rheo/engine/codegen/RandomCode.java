package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.Storage;
import java.util.List;
import java.util.Map;

/**
 * RAND, RAND_INTEGER and UUID. With a constant seed the numbers of the rows, in their order, are
 * those of {@link java.util.Random}; a seed from a column gives the first number of its sequence.
 */
final class RandomCode {
  private static final String SHARED = "java.util.concurrent.ThreadLocalRandom.current()";

  static final Map<String, LogicCode.Form> FORMS =
      Map.of(
          "RAND", RandomCode::rand,
          "RAND_INTEGER", RandomCode::randInteger,
          "UUID", RandomCode::uuid);

  private RandomCode() {}

  /** Operand: the seed, if there is one. */
  private static Value rand(RowCode code, Expr.Call call) {
    List<Value> operands = code.emitAll(call.operands());
    String source =
        operands.isEmpty() ? SHARED : generator(code, call.operands().get(0), operands.get(0));
    return code.whereNotNull(operands, Storage.DOUBLE, source + ".nextDouble()", false);
  }

  /** Operands: the seed, if there is one, and the bound. */
  private static Value randInteger(RowCode code, Expr.Call call) {
    List<Value> operands = code.emitAll(call.operands());
    String generator =
        operands.size() == 1 ? SHARED : generator(code, call.operands().get(0), operands.get(0));
    String bound = operands.get(operands.size() - 1).code();
    String source = "Maths.below(" + generator + ", " + bound + ")";
    return code.whereNotNull(operands, Storage.INT, source, false);
  }

  private static Value uuid(RowCode code, Expr.Call call) {
    String source = "Slice.of(java.util.UUID.randomUUID().toString())";
    return code.whereNotNull(List.of(), call.type().storage(), source, false);
  }

  private static String generator(RowCode code, Expr seed, Value value) {
    String source = "new java.util.Random(" + value.code() + ")";
    boolean isConstant = seed instanceof Expr.Literal literal && literal.value() != null;
    return isConstant ? code.classCode.field("java.util.Random", source) : source;
  }
}
