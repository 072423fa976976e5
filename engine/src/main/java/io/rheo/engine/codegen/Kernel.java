package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import java.util.List;

/**
 * How an operator that is NULL when an operand is NULL looks in Java.
 *
 * @param source of the result
 * @param cheap whether running it on the zero that stands for a NULL is harmless and seldom fails;
 *     then rows need not be tested for NULL one by one
 * @param mayBeNull whether the source may be {@code null}, which is NULL
 */
record Kernel(Source source, boolean cheap, boolean mayBeNull) {
  /** Java source for the result of {@code call}, given that of its operands. */
  @FunctionalInterface
  interface Source {
    String of(Expr.Call call, List<String> operands);
  }

  static Kernel cheap(Source source) {
    return new Kernel(source, true, false);
  }

  static Kernel guarded(Source source) {
    return new Kernel(source, false, false);
  }

  static Kernel nullable(Source source) {
    return new Kernel(source, false, true);
  }
}
