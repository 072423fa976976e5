package io.rheo.engine.planner;

import io.rheo.engine.plan.PhysicalNode;
import java.util.BitSet;
import org.apache.calcite.rel.RelNode;

/** Plans one kind of relational node. */
interface NodePlanner<R extends RelNode> {
  /**
   * Plans a node and all below it.
   *
   * @param wanted the columns of the node that are used above it; the others may hold anything
   */
  PhysicalNode plan(R rel, BitSet wanted, PhysicalPlanner planner);
}
