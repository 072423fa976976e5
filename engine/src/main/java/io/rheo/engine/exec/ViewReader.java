package io.rheo.engine.exec;

import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.operator.Output;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads the materialized views of a query, all of them up to the same boundary in one poll. Rows go
 * past the scan's input, straight to the operators that read each view.
 */
final class ViewReader implements SourceReader {
  private final ViewFeed feed;
  private final List<ViewInput> views;
  private final CatchUp.All caughtUp;
  private final boolean snapshot;
  private final boolean finite;
  private final ScanInput passed;

  /**
   * A view, and who reads it.
   *
   * @param timed whether its rows have an event time
   */
  record ViewInput(LiveView view, Output reader, boolean timed) {}

  /**
   * @param feed of the same views in the same order
   * @param caughtUp when the views have what was there at the start
   * @param snapshot whether to read the rows of one boundary; else what changes follows
   * @param finite whether changes end when the views have caught up
   * @param passed is told what goes past it
   */
  ViewReader(
      ViewFeed feed,
      List<ViewInput> views,
      CatchUp.All caughtUp,
      boolean snapshot,
      boolean finite,
      ScanInput passed) {
    this.feed = feed;
    this.views = views;
    this.caughtUp = caughtUp;
    this.snapshot = snapshot;
    this.finite = finite;
    this.passed = passed;
  }

  @Override
  public Status poll(long waitNanos, SourceOutput out) throws InterruptedException {
    return snapshot ? pollSnapshot(waitNanos) : pollChanges(waitNanos);
  }

  private Status pollSnapshot(long waitNanos) throws InterruptedException {
    if (!caughtUp.await(waitNanos)) {
      return Status.IDLE;
    }
    List<ViewFeed.Changes> rows = feed.snapshot();
    for (int i = 0; i < views.size(); i++) {
      ViewInput input = views.get(i);
      ChangeLog.rowsOf(input.view().rowType(), input.view().updating(), rows.get(i).rows())
          .forEach(batch -> handOn(TimedBatch.unmarked(batch), input.reader()));
    }
    return Status.FINISHED;
  }

  private Status pollChanges(long waitNanos) throws InterruptedException {
    boolean isLast = finite && caughtUp.await(0);
    ViewFeed.News news = feed.next(isLast ? 0 : waitNanos);
    if (news != null) {
      handOn(news);
    }
    if (isLast || (news != null && news.ended())) {
      return Status.FINISHED;
    }
    return news == null ? Status.IDLE : Status.MORE;
  }

  private void handOn(ViewFeed.News news) {
    for (int i = 0; i < views.size(); i++) {
      Output reader = views.get(i).reader();
      news.changes().get(i).rows().forEach(batch -> handOn(batch, reader));
    }
    for (int i = 0; i < views.size(); i++) {
      if (news.changes().get(i).watermark() > Long.MIN_VALUE) {
        views.get(i).reader().watermark(news.changes().get(i).watermark());
      }
    }
    IntStream.range(0, views.size())
        .filter(i -> views.get(i).timed())
        .mapToLong(i -> news.changes().get(i).watermark())
        .min()
        .ifPresent(passed::passedBy);
  }

  private void handOn(TimedBatch batch, Output reader) {
    passed.rowsIn().add(batch.rows().rowCount());
    batch.handOn(reader);
  }

  @Override
  public void close() {
    feed.close();
  }
}
