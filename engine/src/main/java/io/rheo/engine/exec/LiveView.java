package io.rheo.engine.exec;

import io.rheo.engine.operator.Operator;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a materialized view as of the last step boundary, and who follows them. All is
 * guarded by the boundary lock of {@link LiveViews}, which is taken once a step.
 */
final class LiveView {
  private final String name;
  private final RowType rowType;
  private final ChangeLog rows;
  private final boolean updating;
  private final RowTimes times;
  private final List<ViewFeed.Part> followers = new ArrayList<>();
  private long watermark = Operator.NO_WATERMARK;
  private boolean ended;
  private RuntimeException failure;

  /**
   * @param query what it keeps
   */
  LiveView(String name, PhysicalNode query) {
    this.name = name;
    rowType = query.rowType();
    updating = query.traits().updating();
    times = RowTimes.of(query.traits());
    rows = new ChangeLog(rowType, updating);
  }

  String name() {
    return name;
  }

  RowType rowType() {
    return rowType;
  }

  boolean updating() {
    return updating;
  }

  /** By what its rows may be found late. */
  RowTimes times() {
    return times;
  }

  List<TimedBatch> rows() {
    return rows.copy();
  }

  long watermark() {
    return watermark;
  }

  /** Whether there will be no more changes. */
  boolean hasEnded() {
    return ended;
  }

  /** Why there will be no more changes; {@code null} unless the view failed. */
  RuntimeException failure() {
    return failure;
  }

  void follow(ViewFeed.Part part) {
    followers.add(part);
  }

  void unfollow(ViewFeed.Part part) {
    followers.remove(part);
  }

  /** A step of the view is over. */
  void publish(List<TimedBatch> changes, long newWatermark) {
    rows.add(changes);
    watermark = Math.max(watermark, newWatermark);
    followers.forEach(part -> part.offer(changes, watermark));
  }

  /** The last step is over; {@code reason} is {@code null} unless the view failed. */
  void end(RuntimeException reason) {
    ended = true;
    failure = reason;
    followers.forEach(ViewFeed.Part::wake);
  }
}
