package io.rheo.engine.plan;

import java.util.List;
import java.util.function.Consumer;

/**
 * A whole physical plan.
 *
 * @param windows the windows of event time in it: scans end a batch where a watermark crosses one
 *     of their pane edges, so that operators never see a window close inside a batch
 */
public record PhysicalPlan(PhysicalNode root, List<TimeWindow> windows) {
  public PhysicalPlan {
    windows = List.copyOf(windows);
  }

  /** Visits every node, inputs before those who read them. */
  public void visit(Consumer<PhysicalNode> visitor) {
    visit(root, visitor);
  }

  private static void visit(PhysicalNode node, Consumer<PhysicalNode> visitor) {
    node.inputs().forEach(input -> visit(input, visitor));
    visitor.accept(node);
  }
}
