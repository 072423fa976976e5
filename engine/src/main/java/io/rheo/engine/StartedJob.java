package io.rheo.engine;

import java.time.Instant;

/** What a job is, whatever keeps it at work. */
abstract sealed class StartedJob implements Job permits EngineJob, ViewJob {
  private final String name;
  private final JobSpec spec;
  private final Instant since;

  StartedJob(String name, JobSpec spec, Instant since) {
    this.name = name;
    this.spec = spec;
    this.since = since;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String statement() {
    return spec.statement();
  }

  @Override
  public final Instant since() {
    return since;
  }

  @Override
  public final String plan() {
    return spec.plan();
  }

  @Override
  public final boolean bounded() {
    return spec.bounded();
  }
}
