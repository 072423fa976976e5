package io.rheo.engine.plan;

import io.rheo.engine.expr.Determinism;
import io.rheo.engine.expr.Expr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The nodes that stand in a plan more than once, with equal nodes below them: their rows are
 * computed once, for all who read them. Not leaves, whose readers share one scan anyway, and no
 * node below which something is random.
 *
 * <p>Costs nothing for a plan that reads no table twice.
 */
public final class RepeatedNodes {
  /** Of a plan without any. */
  public static final RepeatedNodes NONE = new RepeatedNodes();

  private final Map<PhysicalNode, Integer> readers = new HashMap<>();

  private RepeatedNodes() {}

  public static RepeatedNodes of(PhysicalNode root) {
    if (!readsATableTwice(root, new HashSet<>())) {
      return NONE;
    }
    RepeatedNodes repeated = new RepeatedNodes();
    repeated.count(root);
    repeated.readers.values().removeIf(count -> count == 1);
    return repeated;
  }

  private static boolean readsATableTwice(PhysicalNode node, Set<String> tables) {
    if (node instanceof PhysicalNode.Scan scan) {
      return !tables.add(scan.table().name());
    } else if (node instanceof PhysicalNode.ViewScan scan) {
      return !tables.add(scan.view());
    }
    return node.inputs().stream().anyMatch(input -> readsATableTwice(input, tables));
  }

  /** Counts a node and, the first time, those below it; returns whether it can be shared. */
  private boolean count(PhysicalNode node) {
    if (node.inputs().isEmpty()) {
      return node instanceof PhysicalNode.Scan || node instanceof PhysicalNode.ViewScan;
    }
    if (readers.computeIfPresent(node, (same, count) -> count + 1) != null) {
      return true;
    }
    boolean sharable = isSharable(node);
    for (PhysicalNode input : node.inputs()) {
      sharable &= count(input);
    }
    if (sharable) {
      readers.put(node, 1);
    }
    return sharable;
  }

  private static boolean isSharable(PhysicalNode node) {
    if (node instanceof PhysicalNode.Calc calc) {
      return isRepeatable(calc.condition())
          && calc.projections().stream().noneMatch(Determinism::isRandom);
    } else if (node instanceof JoinNode join) {
      return isRepeatable(join.condition());
    } else if (node instanceof PhysicalNode.FunctionJoin join) {
      return join.function() instanceof TableFunction.Unnest && isRepeatable(join.condition());
    }
    return !(node instanceof OrderedNode.Match); // whose conditions may be anything
  }

  private static boolean isRepeatable(Optional<Expr> condition) {
    return condition.filter(Determinism::isRandom).isEmpty();
  }

  /** How many nodes of the plan read the rows of this node, or of ones that are equal to it. */
  public int readers(PhysicalNode node) {
    return readers.isEmpty() ? 1 : readers.getOrDefault(node, 1);
  }

  public boolean isRepeated(PhysicalNode node) {
    return readers(node) > 1;
  }
}
