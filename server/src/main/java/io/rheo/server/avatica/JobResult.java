package io.rheo.server.avatica;

import io.rheo.engine.Job;
import io.rheo.engine.LossSummary;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The count of an INSERT over input that ends: one row, when it has ended. The client fetches it as
 * it fetches rows, so a long INSERT is cancelled like a query and never outlasts a response
 * timeout.
 */
final class JobResult extends Result {
  private static final long RECHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Job job;
  private boolean counted;

  JobResult(Job job) {
    this.job = job;
  }

  @Override
  void fill(FrameRows frame, int rowsMax) {
    if (!hasEnded()) {
      return;
    }
    job.failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    if (job.state() == Job.State.STOPPED) {
      throw SqlError.of(ErrorCode.CANCELLED, "job '" + job.name() + "' was stopped");
    }
    frame.add(List.of(job.progress().rowsOut()), 1);
    counted = true;
  }

  @Override
  boolean isDone() {
    return counted;
  }

  private boolean hasEnded() {
    try {
      return job.await(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  LossSummary losses() {
    return job.losses();
  }

  @Override
  void stop() {
    if (!hasEnded()) {
      job.stop();
    }
  }

  @Override
  long recheckNanos() {
    return RECHECK_NANOS;
  }
}
