package io.rheo.engine;

import io.rheo.engine.exec.RunningDataflow;
import java.time.Instant;
import java.util.Optional;

/** A job as a dataflow into a sink. */
final class EngineJob extends StartedJob {
  private final RunningDataflow dataflow;
  private State state = State.RUNNING;

  EngineJob(String name, JobSpec spec, Instant since, RunningDataflow dataflow) {
    super(name, spec, since);
    this.dataflow = dataflow;
  }

  void start() {
    dataflow.start(this::ended);
  }

  private synchronized void ended() {
    if (dataflow.failure().isPresent()) {
      state = State.FAILED;
    } else {
      state = dataflow.isCancelled() ? State.STOPPED : State.FINISHED;
    }
  }

  @Override
  public synchronized State state() {
    return state;
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
  public Optional<RuntimeException> failure() {
    return dataflow.failure();
  }

  @Override
  public boolean await(long millis) throws InterruptedException {
    return dataflow.awaitEnd(millis);
  }

  @Override
  public synchronized boolean pause() {
    if (state != State.RUNNING) {
      return false;
    }
    state = State.PAUSED;
    dataflow.pause();
    return true;
  }

  @Override
  public synchronized boolean resume() {
    if (state != State.PAUSED) {
      return false;
    }
    state = State.RUNNING;
    dataflow.resume();
    return true;
  }

  @Override
  public void stop() {
    dataflow.cancel();
  }
}
