package io.rheo.engine.exec;

import io.rheo.engine.column.Batch;
import io.rheo.engine.exec.loss.BadRecordCounts;
import io.rheo.engine.exec.loss.QueryLosses;
import io.rheo.engine.exec.output.ResultQueue;
import io.rheo.engine.metric.ErrorLog;
import java.util.Optional;

/** A dataflow on its own thread, as those see it who wait for its rows or its end. */
public final class RunningDataflow {
  private final Dataflow dataflow;
  private final ResultQueue queue;
  private final QueryThread thread;
  private final Metrics metrics;

  /**
   * What a dataflow counts besides rows.
   *
   * @param losses rows that it could not use
   * @param badRecords of the tables that it reads
   */
  record Metrics(QueryLosses losses, BadRecordCounts badRecords) {}

  RunningDataflow(String name, Dataflow dataflow, ResultQueue queue, Metrics metrics) {
    this.dataflow = dataflow;
    this.queue = queue;
    this.metrics = metrics;
    thread = new QueryThread(name, dataflow, queue);
  }

  /**
   * Starts it.
   *
   * @param done called on the dataflow's thread when it has ended
   */
  public RunningDataflow start(Runnable done) {
    thread.start(done);
    return this;
  }

  /** The next result rows; see {@code ResultCursor.poll}. */
  public Batch take(long waitNanos) throws InterruptedException {
    return queue.take(waitNanos);
  }

  /** See {@code ResultCursor.onReady}. */
  public void onReady(Runnable wake) {
    queue.onReady(wake);
  }

  /** Whether it has ended and every result row was taken. */
  public boolean isDrained() {
    return queue.isDrained();
  }

  /** Waits until it has ended or {@code millis} have passed; returns whether it has ended. */
  public boolean awaitEnd(long millis) throws InterruptedException {
    return queue.awaitEnd(millis);
  }

  /** Makes it stop between two steps, with everything written that it has taken in. */
  public void pause() {
    dataflow.pause().turn(true);
  }

  /** Lets it go on after a pause. */
  public void resume() {
    dataflow.pause().turn(false);
  }

  /** Stops it soon. */
  public void cancel() {
    thread.cancel();
  }

  public boolean isCancelled() {
    return thread.isCancelled();
  }

  /** Why it failed: a {@code SqlError}. */
  public Optional<RuntimeException> failure() {
    return thread.failure();
  }

  public long rowsIn() {
    return dataflow.rowsIn();
  }

  public long rowsOut() {
    return dataflow.rowsOut();
  }

  public QueryLosses losses() {
    return metrics.losses();
  }

  public long lateRows() {
    return metrics.losses().lateCount().get();
  }

  public ErrorLog rowErrors() {
    return metrics.losses().rowErrors();
  }

  /** Undecodable records of the tables that it reads, since it was made. */
  public BadRecordCounts badRecords() {
    return metrics.badRecords();
  }

  public long watermark() {
    return dataflow.watermark();
  }
}
