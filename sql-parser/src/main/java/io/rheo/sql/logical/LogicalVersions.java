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
  private final boolean keyed;

  /**
   * @param keyed whether there is one row for a key at a time
   */
  LogicalVersions(RelNode input, boolean keyed) {
    super(input.getCluster(), input.getTraitSet(), input);
    this.keyed = keyed;
  }

  /** Whether there is one row for a key at a time: that of the join. */
  public boolean isKeyed() {
    return keyed;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new LogicalVersions(inputs.get(0), keyed);
  }
}
