package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;

/** Where a column of a stage's output comes from. */
sealed interface OutputColumn {
  /** An input column as it is. */
  record Input(int column) implements OutputColumn {}

  /** The same for every row. */
  record Constant(Expr.Literal literal) implements OutputColumn {}

  /** What generated code computes: an index into the stage's computations. */
  record Computed(int index) implements OutputColumn {}
}
