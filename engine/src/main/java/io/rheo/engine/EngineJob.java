package io.rheo.engine;

import io.rheo.engine.exec.RunningDataflow;
import java.util.Optional;

/** A job as a dataflow into a sink. */
final class EngineJob implements Job {
  private final String name;
  private final boolean bounded;
  private final RunningDataflow dataflow;
  private final LossCounter losses;
  private volatile State state = State.RUNNING;

  EngineJob(String name, boolean bounded, RunningDataflow dataflow, LossCounter losses) {
    this.losses = losses;
    this.name = name;
    this.bounded = bounded;
    this.dataflow = dataflow;
  }

  void start() {
    dataflow.start(this::ended);
  }

  private void ended() {
    losses.add(dataflow);
    if (dataflow.failure().isPresent()) {
      state = State.FAILED;
    } else {
      state = dataflow.isCancelled() ? State.STOPPED : State.FINISHED;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public boolean bounded() {
    return bounded;
  }

  @Override
  public QueryProgress progress() {
    return Progress.of(dataflow);
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
  public void stop() {
    dataflow.cancel();
  }
}
