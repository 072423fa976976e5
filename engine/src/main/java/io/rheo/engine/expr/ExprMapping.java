package io.rheo.engine.expr;

import java.util.BitSet;
import java.util.function.Function;

/** Rewrites the input columns of expressions. */
public final class ExprMapping {
  private ExprMapping() {}

  /** The expression with each input column replaced by what {@code replacement} says. */
  public static Expr replace(Expr expr, Function<Expr.InputRef, Expr> replacement) {
    if (expr instanceof Expr.InputRef ref) {
      return replacement.apply(ref);
    } else if (expr instanceof Expr.Call call) {
      return new Expr.Call(
          call.operator(),
          call.operands().stream().map(operand -> replace(operand, replacement)).toList(),
          call.type());
    } else if (expr instanceof Expr.LibraryCall call) {
      return new Expr.LibraryCall(
          call.name(),
          call.constants(),
          call.source(),
          call.operands().stream().map(operand -> replace(operand, replacement)).toList(),
          call.type());
    } else if (expr instanceof Expr.UserCall call) {
      return new Expr.UserCall(
          call.name(),
          call.function(),
          call.method(),
          call.operands().stream().map(operand -> replace(operand, replacement)).toList(),
          call.type());
    } else {
      return expr;
    }
  }

  /** The expression over other columns: column {@code i} becomes column {@code mapping[i]}. */
  public static Expr remap(Expr expr, int[] mapping) {
    return replace(expr, ref -> new Expr.InputRef(mapping[ref.column()], ref.type()));
  }

  /** Adds the input columns that the expression reads. */
  public static void collect(Expr expr, BitSet columns) {
    replace(
        expr,
        ref -> {
          columns.set(ref.column());
          return ref;
        });
  }
}
