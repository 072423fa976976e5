package io.rheo.engine;

import io.rheo.engine.exec.RunningView;
import java.time.Instant;
import java.util.Optional;

/** A materialized view as a job. */
final class ViewJob implements Job {
  private final String name;
  private final JobSpec spec;
  private final Instant since;
  private final RunningView view;

  ViewJob(String name, JobSpec spec, Instant since, RunningView view) {
    this.name = name;
    this.spec = spec;
    this.since = since;
    this.view = view;
  }

  @Override
  public String name() {
    return name;
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
  public String statement() {
    return spec.statement();
  }

  @Override
  public Instant since() {
    return since;
  }

  @Override
  public String plan() {
    return spec.plan();
  }

  @Override
  public boolean bounded() {
    return spec.bounded();
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
