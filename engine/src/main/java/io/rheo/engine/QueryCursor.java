package io.rheo.engine;

import io.rheo.engine.column.Batch;
import io.rheo.engine.exec.RunningDataflow;
import io.rheo.engine.type.RowType;
import java.util.function.Consumer;

/** The rows of a running query. */
final class QueryCursor implements ResultCursor {
  private final QueryShape shape;
  private final RunningDataflow dataflow;
  private final Consumer<QueryCursor> whenClosed;

  QueryCursor(QueryShape shape, RunningDataflow dataflow, Consumer<QueryCursor> whenClosed) {
    this.shape = shape;
    this.dataflow = dataflow;
    this.whenClosed = whenClosed;
  }

  @Override
  public RowType rowType() {
    return shape.rowType();
  }

  @Override
  public boolean updating() {
    return shape.updating();
  }

  @Override
  public boolean bounded() {
    return shape.bounded();
  }

  @Override
  public Batch poll(long waitNanos) throws InterruptedException {
    return dataflow.take(waitNanos);
  }

  @Override
  public void onReady(Runnable wake) {
    dataflow.onReady(wake);
  }

  @Override
  public boolean isFinished() {
    return dataflow.isDrained();
  }

  /** Waits until the query's thread has ended; returns whether it has. */
  boolean awaitEnd(long millis) throws InterruptedException {
    return dataflow.awaitEnd(millis);
  }

  @Override
  public QueryProgress progress() {
    return Progress.of(dataflow);
  }

  @Override
  public LossSummary losses() {
    return LossSummary.of(dataflow.losses(), dataflow.badRecords().byTable());
  }

  @Override
  public void close() {
    dataflow.cancel();
    whenClosed.accept(this);
  }
}
