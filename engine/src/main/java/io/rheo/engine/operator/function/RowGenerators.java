package io.rheo.engine.operator.function;

import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.TableFunction;

/** The generator of each table function. */
final class RowGenerators {
  private RowGenerators() {}

  static RowGenerator of(PhysicalNode.FunctionJoin plan) {
    TableFunction.Unnest unnest = (TableFunction.Unnest) plan.function();
    return new UnnestGenerator(unnest, plan.arguments());
  }
}
