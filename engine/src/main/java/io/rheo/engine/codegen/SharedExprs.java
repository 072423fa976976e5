package io.rheo.engine.codegen;

import io.rheo.engine.expr.Determinism;
import io.rheo.engine.expr.Expr;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sub-expressions that several columns need and that are worth a column of their own. Only such as
 * some column evaluates for every row: what CASE guards elsewhere must not fail because of it.
 */
final class SharedExprs {
  /** Smaller expressions are cheaper to compute again than to write and to read. */
  private static final int MIN_SIZE = 4;

  private SharedExprs() {}

  /**
   * Of these columns, innermost first.
   *
   * @param kept what is a column of its own already
   */
  static List<Expr> of(List<Expr> columns, List<Expr> kept) {
    Map<Expr, Integer> columnCount = new LinkedHashMap<>();
    Set<Expr> unconditional = new HashSet<>();
    for (Expr column : new LinkedHashSet<>(columns)) {
      Set<Expr> inColumn = new LinkedHashSet<>();
      Exprs.forEach(column, inColumn::add);
      inColumn.forEach(expr -> columnCount.merge(expr, 1, Integer::sum));
      Exprs.forEachUnconditional(column, unconditional::add);
    }
    List<Expr> candidates =
        columnCount.entrySet().stream()
            .filter(entry -> entry.getValue() > 1)
            .map(Map.Entry::getKey)
            .filter(unconditional::contains)
            .filter(SharedExprs::isWorthIt)
            .filter(expr -> !kept.contains(expr))
            .sorted(Comparator.comparingInt(Exprs::size))
            .toList();
    List<Expr> larger = Stream.concat(candidates.stream(), kept.stream()).toList();
    return candidates.stream().filter(expr -> !onlyInside(expr, larger, columns)).toList();
  }

  private static boolean isWorthIt(Expr expr) {
    return Determinism.isRandom(expr) || isHeavy(expr) || Exprs.size(expr) >= MIN_SIZE;
  }

  /** Whether computing it takes much longer than reading it from a column. */
  static boolean isHeavy(Expr expr) {
    boolean[] heavy = {false};
    Exprs.forEach(
        expr,
        part ->
            heavy[0] |=
                part instanceof Expr.LibraryCall
                    || (part instanceof Expr.Call call && isHeavy(call)));
    return heavy[0] && Exprs.size(expr) > 1;
  }

  private static boolean isHeavy(Expr.Call call) {
    return Functions.names().contains(call.operator())
        || (!LogicCode.FORMS.containsKey(call.operator()) && !Kernels.of(call).cheap());
  }

  /** Whether every column that has {@code expr} has it inside one larger candidate. */
  static boolean onlyInside(Expr expr, List<Expr> candidates, List<Expr> columns) {
    for (Expr larger : candidates) {
      if (!larger.equals(expr) && contains(larger, expr)) {
        boolean elsewhere =
            columns.stream().anyMatch(column -> occursOutside(column, expr, larger));
        if (!elsewhere) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean contains(Expr whole, Expr part) {
    return whole.equals(part)
        || Exprs.operands(whole).stream().anyMatch(operand -> contains(operand, part));
  }

  private static boolean occursOutside(Expr whole, Expr part, Expr larger) {
    if (whole.equals(larger)) {
      return false;
    }
    return whole.equals(part)
        || Exprs.operands(whole).stream().anyMatch(e -> occursOutside(e, part, larger));
  }
}
