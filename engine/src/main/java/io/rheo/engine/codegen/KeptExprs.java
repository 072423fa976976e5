package io.rheo.engine.codegen;

import io.rheo.engine.expr.Determinism;
import io.rheo.engine.expr.Expr;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Costly sub-expressions of columns that the condition computes for every row that it lets pass:
 * the loop that tests it keeps their results.
 */
final class KeptExprs {
  private KeptExprs() {}

  /** Of this condition, for these columns. */
  static List<Expr> of(Optional<Expr> condition, List<Expr> columns) {
    if (condition.isEmpty() || Exprs.isMaskableCondition(condition.get())) {
      return List.of(); // a cheap one, and its rows are not final where the loop ends
    }
    Set<Expr> evaluated = new LinkedHashSet<>();
    for (Expr conjunct : Exprs.conjuncts(condition.get())) {
      Exprs.forEachUnconditional(conjunct, evaluated::add);
    }
    List<Expr> candidates =
        evaluated.stream()
            .filter(SharedExprs::isHeavy)
            .filter(expr -> !Determinism.isRandom(expr))
            .filter(expr -> columns.stream().anyMatch(column -> SharedExprs.contains(column, expr)))
            .toList();
    return candidates.stream()
        .filter(expr -> !SharedExprs.onlyInside(expr, candidates, columns))
        .toList();
  }

  /** The statements that append to a builder what a row that passes has. */
  static String append(String builder, Expr expr, Value value) {
    String code = value.code();
    String append =
        switch (expr.type().storage()) {
          case BOOLEAN -> "%s.append(%s ? (byte) 1 : (byte) 0);".formatted(builder, code);
          case INT, LONG, DOUBLE, OBJECT -> "%s.append(%s);".formatted(builder, code);
          case DECIMAL128 -> "%s.append(%s.high(), %s.low());".formatted(builder, code, code);
          case BYTES ->
              "%s.appendLasting(%s.bytes(), %s.start(), %s.length());"
                  .formatted(builder, code, code, code);
        };
    return value.mayBeNull()
        ? "if (%s) { %s.appendNull(); } else { %s }".formatted(value.isNull(), builder, append)
        : append;
  }
}
