package io.rheo.engine.exec;

import io.rheo.engine.codegen.RowErrorException;
import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.exec.output.CancelledException;
import io.rheo.engine.exec.output.ResultQueue;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.Optional;

/** A query at work on its own thread: starts, fails, is cancelled and ends here. */
final class QueryThread {
  private final Dataflow dataflow;
  private final ResultQueue queue;
  private final Thread thread;
  private volatile boolean cancelled;
  private volatile RuntimeException failure;
  private volatile Runnable whenDone = () -> {};

  QueryThread(String name, Dataflow dataflow, ResultQueue queue) {
    this.dataflow = dataflow;
    this.queue = queue;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /**
   * Starts it.
   *
   * @param done called on the query's thread when it has ended in whatever way
   */
  void start(Runnable done) {
    whenDone = done;
    thread.start();
  }

  private void run() {
    try {
      dataflow.run();
    } catch (InterruptedException | CancelledException e) {
      cancelled = true; // the only one who interrupts this thread is cancel()
    } catch (RuntimeException | Error e) {
      failure = failureOf(e);
    } finally {
      closeDataflow();
      whenDone.run();
      queue.end(failure);
    }
  }

  private void closeDataflow() {
    boolean interrupted = Thread.interrupted(); // closing may have to wait for the outside
    try {
      dataflow.close();
    } catch (RuntimeException e) {
      if (failure == null && !cancelled) {
        failure = failureOf(e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a person is told of it. */
  static RuntimeException failureOf(Throwable e) {
    if (e instanceof SqlError error) {
      return error;
    } else if (e instanceof ConnectorException outside) {
      return SqlError.of(ErrorCode.CONNECTOR_FAILED, outside.getMessage())
          .why(outside.why())
          .fix(outside.fix())
          .causedBy(outside);
    } else if (e instanceof RowErrorException row) {
      return SqlError.of(ErrorCode.ROW_FAILED, "a row could not be computed: " + row.getMessage())
          .why("the query was told to fail at such a row, or writes constants")
          .fix("correct the value; SET 'rheo.row-error' = 'skip' counts and leaves out such rows")
          .causedBy(row);
    } else if (e instanceof OutOfMemoryError) {
      return SqlError.of(ErrorCode.OUT_OF_MEMORY, "the query needs more memory than there is")
          .why("its state or the rows of one step do not fit into the heap of this process")
          .fix("group by fewer keys or smaller windows, or give it more: RHEO_JAVA_OPTS=-Xmx8g")
          .causedBy(e);
    } else {
      return SqlError.of(ErrorCode.INTERNAL, "the query stopped because of a defect in Rheo: " + e)
          .why("an operator found itself in a state that should be impossible")
          .fix("please report the query with this message")
          .causedBy(e);
    }
  }

  /** Stops the query soon; it has not stopped yet when this returns. */
  void cancel() {
    cancelled = true;
    queue.close();
    thread.interrupt();
  }

  boolean isCancelled() {
    return cancelled;
  }

  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }
}
