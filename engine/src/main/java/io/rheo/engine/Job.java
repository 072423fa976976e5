package io.rheo.engine;

import java.util.Optional;

/** A continuous {@code INSERT}. */
public interface Job {
  /** What a job is doing. */
  enum State {
    RUNNING,
    FINISHED,
    FAILED,
    STOPPED
  }

  String name();

  State state();

  /** Whether its input ends. */
  boolean bounded();

  QueryProgress progress();

  /** Why it failed, if it did: a {@code SqlError}. */
  Optional<RuntimeException> failure();

  /** Waits until the job has ended or {@code millis} have passed; returns whether it has ended. */
  boolean await(long millis) throws InterruptedException;

  void stop();
}
