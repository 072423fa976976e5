package io.rheo.server;

import io.rheo.engine.Job;
import io.rheo.engine.LossSummary;
import io.rheo.engine.QueryProgress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A job that a test ends. */
final class FixtureJob implements Job {
  private final boolean bounded;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile State state = State.RUNNING;
  private volatile long rows;

  FixtureJob(boolean bounded) {
    this.bounded = bounded;
  }

  void finish(long rowsWritten) {
    rows = rowsWritten;
    state = State.FINISHED;
    ended.countDown();
  }

  /** Waits until somebody waits for the job. */
  boolean awaitAsked() throws InterruptedException {
    return asked.await(5, TimeUnit.SECONDS);
  }

  @Override
  public String name() {
    return "fixture";
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public String statement() {
    return "INSERT INTO fixture SELECT 1";
  }

  @Override
  public Instant since() {
    return Instant.EPOCH;
  }

  @Override
  public String plan() {
    return "Values";
  }

  @Override
  public boolean pause() {
    return false;
  }

  @Override
  public boolean resume() {
    return false;
  }

  @Override
  public boolean bounded() {
    return bounded;
  }

  @Override
  public LossSummary losses() {
    return LossSummary.NONE;
  }

  @Override
  public QueryProgress progress() {
    return new QueryProgress(rows, rows, 0, 0, 0, Long.MAX_VALUE);
  }

  @Override
  public Optional<RuntimeException> failure() {
    return Optional.empty();
  }

  @Override
  public boolean await(long millis) throws InterruptedException {
    asked.countDown();
    return ended.await(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    state = State.STOPPED;
    ended.countDown();
  }
}
