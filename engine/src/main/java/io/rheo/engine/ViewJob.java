package io.rheo.engine;

import io.rheo.engine.exec.RunningView;
import java.time.Instant;
import java.util.Optional;

/** A materialized view as a job. */
final class ViewJob extends StartedJob {
  private final RunningView view;

  ViewJob(String name, JobSpec spec, Instant since, RunningView view) {
    super(name, spec, since);
    this.view = view;
  }

  @Override
  public State state() {
    if (view.failure().isPresent()) {
      return State.FAILED;
    } else if (view.hasEnded()) {
      return view.isStopped() ? State.STOPPED : State.FINISHED;
    }
    return view.isPaused() ? State.PAUSED : State.RUNNING;
  }

  @Override
  public boolean keepsView() {
    return true;
  }

  @Override
  public QueryProgress progress() {
    return new QueryProgress(
        view.rowsIn(),
        view.rowsOut(),
        view.losses().lateCount().get(),
        view.losses().rowErrors().count(),
        view.badRecords().total(),
        view.watermark());
  }

  @Override
  public LossSummary losses() {
    return LossSummary.of(view.losses(), view.badRecords().byTable());
  }

  @Override
  public Optional<RuntimeException> failure() {
    return view.failure();
  }

  @Override
  public boolean await(long millis) throws InterruptedException {
    return view.await(millis);
  }

  @Override
  public boolean pause() {
    return view.pause();
  }

  @Override
  public boolean resume() {
    return view.resume();
  }

  @Override
  public void stop() {
    view.stop();
  }
}
