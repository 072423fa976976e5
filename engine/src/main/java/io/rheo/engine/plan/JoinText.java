package io.rheo.engine.plan;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprText;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** What EXPLAIN says of joins. */
final class JoinText {
  private JoinText() {}

  static void add(JoinNode join, List<JoinKey> keys, Optional<Expr> condition, List<String> lines) {
    if (!keys.isEmpty()) {
      lines.add(
          "keys: " + keys.stream().map(key -> key(join, key)).collect(Collectors.joining(", ")));
    }
    condition.ifPresent(expr -> lines.add("on: " + new ExprText(names(join)).of(expr)));
  }

  private static String key(JoinNode join, JoinKey key) {
    return join.left().rowType().name(key.left())
        + (key.nullsEqual() ? " IS NOT DISTINCT FROM " : " = ")
        + join.right().rowType().name(key.right());
  }

  /** The names of the left's columns followed by the right's. */
  private static IntFunction<String> names(JoinNode join) {
    int leftColumns = join.leftColumns();
    return column ->
        column < leftColumns
            ? join.left().rowType().name(column)
            : join.right().rowType().name(column - leftColumns);
  }
}
