package io.rheo.engine.operator.function;

import io.rheo.engine.function.FunctionInstances;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.TableFunction;

/** The generator of each table function. */
final class RowGenerators {
  private RowGenerators() {}

  static RowGenerator of(PhysicalNode.FunctionJoin plan, FunctionInstances functions) {
    if (plan.function() instanceof TableFunction.Unnest unnest) {
      return new UnnestGenerator(unnest, plan.arguments());
    }
    return new UserGenerator((TableFunction.User) plan.function(), plan.arguments(), functions);
  }
}
