package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The operators that are NULL when an operand is NULL, by name. */
public final class Kernels {
  private static final Map<String, Function<Expr.Call, Kernel>> BY_NAME = table();

  private Kernels() {}

  /** Whether {@code operator} can be the operator of an {@link Expr.Call}. */
  public static boolean isKnown(String operator) {
    return BY_NAME.containsKey(operator) || LogicCode.FORMS.containsKey(operator);
  }

  /** Whether values of the first type can be cast to the second. */
  public static boolean canCast(
      io.rheo.engine.type.DataType from, io.rheo.engine.type.DataType to) {
    return NestedCasts.isNested(from)
        ? NestedCasts.isPossible(from, to)
        : Casts.isPossible(from, to);
  }

  /** The kernel of an operator; a name that nobody knows is a bug of the translator. */
  static Kernel of(Expr.Call call) {
    Function<Expr.Call, Kernel> kernel = BY_NAME.get(call.operator());
    if (kernel == null) {
      throw new IllegalArgumentException("no kernel for operator " + call.operator());
    }
    return kernel.apply(call);
  }

  private static Map<String, Function<Expr.Call, Kernel>> table() {
    Map<String, Function<Expr.Call, Kernel>> table = new HashMap<>();
    for (String operator : new String[] {"+", "-", "*", "/", "%"}) {
      table.put(operator, ArithmeticKernels::binary);
    }
    for (String operator : new String[] {"=", "<>", "<", "<=", ">", ">="}) {
      table.put(operator, ComparisonKernels::compare);
    }
    table.put("NEGATE", ArithmeticKernels::negate);
    table.put("CAST", Casts::kernel);
    Map<String, Kernel> fixed = new HashMap<>();
    fixed.put("NOT", Kernel.cheap((call, args) -> "!" + args.get(0)));
    fixed.put("REINTERPRET", Kernel.cheap(Casts::reinterpret));
    fixed.putAll(TemporalKernels.all());
    fixed.putAll(NumericKernels.all());
    fixed.putAll(TextKernels.all());
    fixed.putAll(NestedKernels.all());
    fixed.forEach((name, kernel) -> table.put(name, call -> kernel));
    return table;
  }
}
