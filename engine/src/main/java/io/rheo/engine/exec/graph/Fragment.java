package io.rheo.engine.exec.graph;

import io.rheo.engine.plan.PhysicalNode;
import java.util.List;
import java.util.Optional;

/**
 * A part of a plan that each worker runs for its own rows, without looking at other workers'.
 *
 * @param root whose rows leave it
 * @param onOne whether only worker 0 runs it
 * @param inputs where rows come in
 */
record Fragment(PhysicalNode root, boolean onOne, List<Edge> inputs) {
  Fragment {
    inputs = List.copyOf(inputs);
  }

  /**
   * A place where rows come into a fragment.
   *
   * @param node whose rows these are: a node without inputs, or the root of another fragment
   * @param from the fragment that it is the root of; empty if it has no inputs
   * @param rows where its rows have to be: on any worker means that they stay where they are
   */
  record Edge(PhysicalNode node, Optional<Fragment> from, Distribution rows) {}
}
