package io.rheo.engine.expr;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Rewrites the input columns of expressions. */
public final class ExprMapping {
  private ExprMapping() {}

  /** The expression with each input column replaced by what {@code replacement} says. */
  public static Expr replace(Expr expr, Function<Expr.InputRef, Expr> replacement) {
    return expr instanceof Expr.InputRef ref
        ? replacement.apply(ref)
        : withOperands(
            expr, operands(expr).stream().map(operand -> replace(operand, replacement)).toList());
  }

  /** What the expression is computed of; empty for columns and constants. */
  public static List<Expr> operands(Expr expr) {
    if (expr instanceof Expr.Call call) {
      return call.operands();
    } else if (expr instanceof Expr.LibraryCall call) {
      return call.operands();
    } else if (expr instanceof Expr.UserCall call) {
      return call.operands();
    } else {
      return List.of();
    }
  }

  /** The same expression of other operands. */
  public static Expr withOperands(Expr expr, List<Expr> operands) {
    if (expr instanceof Expr.Call call) {
      return new Expr.Call(call.operator(), operands, call.type());
    } else if (expr instanceof Expr.LibraryCall call) {
      return new Expr.LibraryCall(
          call.name(), call.constants(), call.source(), operands, call.type());
    } else if (expr instanceof Expr.UserCall call) {
      return new Expr.UserCall(call.name(), call.function(), call.method(), operands, call.type());
    } else {
      return expr;
    }
  }

  /** The expression over other columns: column {@code i} becomes column {@code mapping[i]}. */
  public static Expr remap(Expr expr, int[] mapping) {
    return replace(expr, ref -> new Expr.InputRef(mapping[ref.column()], ref.type()));
  }

  /** The input columns that the expression reads. */
  public static Set<Expr.InputRef> columns(Expr expr) {
    Set<Expr.InputRef> columns = new LinkedHashSet<>();
    replace(
        expr,
        ref -> {
          columns.add(ref);
          return ref;
        });
    return columns;
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
