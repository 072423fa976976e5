package io.rheo.engine.plan;

import java.util.List;
import java.util.function.Consumer;

/**
 * A whole physical plan.
 *
 * @param windows the windows of event time in it: scans end a batch where a watermark crosses one
 *     of their pane edges, so that operators never see a window close inside a batch
 * @param ttlMillis for how long state stays after the last row of its key, where {@link StateTtl}
 *     applies; 0: for ever
 * @param warnings what whoever runs it should know, each a text for a person
 */
public record PhysicalPlan(
    PhysicalNode root, List<TimeWindow> windows, long ttlMillis, List<String> warnings) {
  public PhysicalPlan {
    windows = List.copyOf(windows);
    warnings = List.copyOf(warnings);
  }

  /** A plan whose state has no time to live. */
  public PhysicalPlan(PhysicalNode root, List<TimeWindow> windows) {
    this(root, windows, StateTtl.OFF, List.of());
  }

  /** The same plan with another node above or in place of its root. */
  public PhysicalPlan withRoot(PhysicalNode newRoot) {
    return new PhysicalPlan(newRoot, windows, ttlMillis, warnings);
  }

  /** The same plan with a time to live; {@link StateTtl#OFF}: without one. */
  public PhysicalPlan withTtl(long millis) {
    return new PhysicalPlan(root, windows, millis, warnings);
  }

  /** For how long the state of a key of a node stays after its last row; 0: for ever. */
  public long ttlMillis(PhysicalNode node) {
    if (StateTtl.keys(node).isEmpty()) {
      return StateTtl.OFF;
    }
    return node instanceof PhysicalNode.GroupAggregate aggregate
        ? aggregate.ttlMillis().orElse(ttlMillis)
        : ttlMillis;
  }

  /** For how long a join keeps the rows of a side after the last one of their key; 0: for ever. */
  public long ttlMillis(RegularJoin join, int side) {
    return join.traits().bounded() ? StateTtl.OFF : join.ownTtlMillis(side).orElse(ttlMillis);
  }

  /**
   * Whether an operator keeps and hands on rows that are not in the result whatever comes: where
   * state has a time to live, these make others of their key stay, or take the place of what went.
   */
  public boolean keepsRows(PhysicalNode node) {
    return ttlMillis != StateTtl.OFF && !node.traits().bounded();
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
