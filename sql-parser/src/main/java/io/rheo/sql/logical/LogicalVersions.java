package io.rheo.sql.logical;

import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/**
 * The rows of a table as versions of the row of their key, to be looked up as of a time. Conditions
 * stay above it: they judge the version that was found.
 */
public final class LogicalVersions extends SingleRel {
  LogicalVersions(RelNode input) {
    super(input.getCluster(), input.getTraitSet(), input);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new LogicalVersions(inputs.get(0));
  }
}
