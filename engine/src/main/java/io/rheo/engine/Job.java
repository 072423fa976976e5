package io.rheo.engine;

import java.time.Instant;
import java.util.Optional;

/** A continuous {@code INSERT}. */
public interface Job {
  /** What a job is doing. */
  enum State {
    RUNNING,
    PAUSED,
    FINISHED,
    FAILED,
    STOPPED
  }

  String name();

  State state();

  /** The SQL that started it. */
  String statement();

  /** When it was started. */
  Instant since();

  /** What EXPLAIN shows of it. */
  String plan();

  /** Whether it keeps a materialized view, and so need not end for its statement to be done. */
  default boolean keepsView() {
    return false;
  }

  /** Whether its input ends. */
  boolean bounded();

  QueryProgress progress();

  /** What it could not use so far. */
  LossSummary losses();

  /** Why it failed, if it did: a {@code SqlError}. */
  Optional<RuntimeException> failure();

  /** Waits until the job has ended or {@code millis} have passed; returns whether it has ended. */
  boolean await(long millis) throws InterruptedException;

  /** Lets it rest between two steps; false if it does not run. */
  boolean pause();

  /** Lets it go on; false if it is not paused. */
  boolean resume();

  void stop();
}
