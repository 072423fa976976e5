package io.rheo.engine.planner;

import io.rheo.engine.plan.PhysicalNode;

/**
 * A materialized view as its readers see it.
 *
 * @param query what it keeps
 * @param bounded whether reading its changes ends
 * @param toTheEnd whether readers wait for the end of its input, if it has one
 */
public record KeptView(PhysicalNode query, boolean bounded, boolean toTheEnd) {
  /** Whether every table below the plan ends, or is stored by Rheo. */
  public static boolean ends(PhysicalNode query) {
    if (query instanceof PhysicalNode.Scan scan) {
      return scan.traits().bounded() || scan.table().options().isEmpty();
    } else if (query instanceof PhysicalNode.ViewScan view) {
      return ends(view.query());
    }
    return query.inputs().stream().allMatch(KeptView::ends);
  }
}
