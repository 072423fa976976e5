package io.rheo.engine;

import io.rheo.engine.exec.RunningDataflow;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;

/** The jobs of an engine by name; letter case does not count. Safe for use by several threads. */
final class Jobs implements AutoCloseable {
  private final TreeMap<String, Job> jobs = new TreeMap<>();
  private final Clock clock;

  Jobs(Clock clock) {
    this.clock = clock;
  }

  /**
   * Starts a job. A number is added to its name if a job of that name is at work.
   *
   * @param dataflow makes the dataflow of a job of that name
   */
  synchronized Job start(JobSpec spec, Function<String, RunningDataflow> dataflow) {
    String name = spec.wantedName();
    for (int i = 2; isAtWork(name); i++) {
      name = spec.wantedName() + "-" + i;
    }
    EngineJob job = new EngineJob(name, spec, clock.instant(), dataflow.apply(name));
    jobs.put(key(name), job);
    job.start();
    return job;
  }

  /** Adds a job that was started already; its name is free. */
  synchronized void add(Job job) {
    jobs.put(key(job.name()), job);
  }

  synchronized void remove(String name) {
    jobs.remove(key(name));
  }

  /**
   * Checks that a job can have this name.
   *
   * @throws SqlError if there is one at work
   */
  synchronized void checkFree(String name) {
    if (isAtWork(name)) {
      throw SqlError.of(ErrorCode.JOB_STATE, "there is a job '" + name + "' at work")
          .why("a materialized view is kept by a job of its name")
          .fix("name the view otherwise, or STOP JOB " + name);
    }
  }

  private boolean isAtWork(String name) {
    Job job = jobs.get(key(name));
    return job != null && (job.state() == Job.State.RUNNING || job.state() == Job.State.PAUSED);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** All jobs that were started, by name; the last one of each name. */
  synchronized List<Job> list() {
    return List.copyOf(jobs.values());
  }

  /**
   * The job of a name.
   *
   * @throws SqlError if there is none
   */
  synchronized Job require(String name) {
    Job job = jobs.get(key(name));
    if (job == null) {
      throw SqlError.of(ErrorCode.JOB_NOT_FOUND, "job '" + name + "' not found")
          .fix(
              Suggestions.didYouMean(name, "jobs", jobs.values().stream().map(Job::name).toList()));
    }
    return job;
  }

  @Override
  public synchronized void close() {
    jobs.values().forEach(Job::stop);
  }
}
