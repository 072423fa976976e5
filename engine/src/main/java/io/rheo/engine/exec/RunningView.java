package io.rheo.engine.exec;

import io.rheo.engine.exec.loss.BadRecordCounts;
import io.rheo.engine.exec.loss.QueryLosses;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A materialized view, as those see it who wait for it or steer it. */
public final class RunningView {
  private static final long LOOK_SECONDS = 5;

  private final ViewMember member;
  private final LiveViews views;

  RunningView(ViewMember member, LiveViews views) {
    this.member = member;
    this.views = views;
  }

  /** Lets it rest after this step; false if it does not run. */
  public boolean pause() {
    return turned(member.pause(true));
  }

  /** Lets it go on; false if it is not paused. */
  public boolean resume() {
    return turned(member.pause(false));
  }

  private boolean turned(boolean done) {
    awaitLook();
    return done;
  }

  /** Waits for the step that is being done, so that what comes afterwards meets the new state. */
  private void awaitLook() {
    try {
      CountDownLatch looked = views.look(member.view().name());
      for (int i = 0; i < LOOK_SECONDS && !looked.await(1, TimeUnit.SECONDS); i++) {
        // a long step: after a while the state holds from its end on
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // what was asked for is done without us
    }
  }

  /** Ends it soon. Its rows stay as they are. */
  public void stop() {
    member.stop();
    awaitLook();
  }

  public boolean isPaused() {
    return member.state() == ViewMember.State.PAUSED;
  }

  /** Whether it has ended, in whatever way. */
  public boolean hasEnded() {
    return member.hasEnded();
  }

  /** Whether it ended because it was stopped. */
  public boolean isStopped() {
    return member.state() == ViewMember.State.STOPPED;
  }

  /** Why it failed: a {@code SqlError}. */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(member.failure());
  }

  /** Waits until it has ended or {@code millis} have passed; returns whether it has ended. */
  public boolean await(long millis) throws InterruptedException {
    return member.await(millis);
  }

  /** Rows from tables and from the views that it reads. */
  public long rowsIn() {
    return member.rowsIn();
  }

  /** Changes that it made. */
  public long rowsOut() {
    return member.terminal().rowsOut();
  }

  /** Ms since 1970; {@code Long.MIN_VALUE} before the first. */
  public long watermark() {
    return member.terminal().reached();
  }

  public QueryLosses losses() {
    return member.metrics().losses();
  }

  /** Undecodable records of the tables that it reads, since it was made. */
  public BadRecordCounts badRecords() {
    return member.metrics().badRecords();
  }
}
