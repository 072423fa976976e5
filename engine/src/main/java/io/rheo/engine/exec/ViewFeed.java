package io.rheo.engine.exec;

import io.rheo.engine.operator.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Views as one reader sees them: their rows at one step boundary, then what has changed up to
 * another. The views never wait for the reader. What happens while it is away is kept net, so it is
 * never more than the rows that the views had when it last looked and those that they have now.
 */
final class ViewFeed implements AutoCloseable {
  private final ReentrantLock boundary;
  private final Condition changed;
  private final List<Part> parts = new ArrayList<>();
  private boolean following;

  ViewFeed(ReentrantLock boundary, List<LiveView> views) {
    this.boundary = boundary;
    changed = boundary.newCondition();
    views.forEach(view -> parts.add(new Part(view)));
  }

  /** What one view has for the reader. */
  final class Part {
    private final LiveView view;
    private final ChangeLog waiting;
    private long watermark = Operator.NO_WATERMARK;
    private long taken = Operator.NO_WATERMARK;

    Part(LiveView view) {
      this.view = view;
      waiting = new ChangeLog(view.rowType(), view.updating());
    }

    void offer(List<TimedBatch> changes, long newWatermark) {
      waiting.add(changes);
      watermark = newWatermark;
      wake();
    }

    void wake() {
      changed.signalAll();
    }

    private boolean hasNews() {
      return !waiting.isEmpty() || watermark > taken || view.failure() != null;
    }

    private Changes take() {
      taken = watermark;
      return new Changes(waiting.drain(), watermark);
    }
  }

  /** What has changed in one view, in order of time: the rows, then the watermark. */
  record Changes(List<TimedBatch> rows, long watermark) {}

  /**
   * What has changed up to one boundary.
   *
   * @param changes one for each view
   * @param ended whether there will be no more
   */
  record News(List<Changes> changes, boolean ended) {}

  /** The rows of the views now, whoever asks; nothing is kept for later. */
  List<Changes> snapshot() {
    boundary.lock();
    try {
      List<Changes> rows = new ArrayList<>();
      for (Part part : parts) {
        check(part);
        rows.add(new Changes(part.view.rows(), part.view.watermark()));
      }
      return rows;
    } finally {
      boundary.unlock();
    }
  }

  private static void check(Part part) {
    if (part.view.failure() != null) {
      throw part.view.failure();
    }
  }

  /** The rows now, and from then on what changes; {@code null} if nothing comes in time. */
  News next(long waitNanos) throws InterruptedException {
    boundary.lockInterruptibly();
    try {
      if (!following) {
        follow();
      }
      long left = waitNanos;
      while (!hasNews() && !haveEnded() && left > 0) {
        left = changed.awaitNanos(left);
      }
      parts.forEach(ViewFeed::check);
      return hasNews() || haveEnded()
          ? new News(parts.stream().map(Part::take).toList(), haveEnded())
          : null;
    } finally {
      boundary.unlock();
    }
  }

  private void follow() {
    following = true;
    for (Part part : parts) {
      part.offer(part.view.rows(), part.view.watermark());
      part.view.follow(part);
    }
  }

  private boolean hasNews() {
    return parts.stream().anyMatch(Part::hasNews);
  }

  private boolean haveEnded() {
    return parts.stream().allMatch(part -> part.view.hasEnded());
  }

  @Override
  public void close() {
    boundary.lock();
    try {
      parts.forEach(part -> part.view.unfollow(part));
    } finally {
      boundary.unlock();
    }
  }
}
