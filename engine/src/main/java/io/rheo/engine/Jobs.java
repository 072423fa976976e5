package io.rheo.engine;

import io.rheo.engine.exec.RunningDataflow;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;

/** The jobs of an engine by name; letter case does not count. Safe for use by several threads. */
final class Jobs implements AutoCloseable {
  private final TreeMap<String, EngineJob> jobs = new TreeMap<>();
  private final LossCounter losses;

  Jobs(LossCounter losses) {
    this.losses = losses;
  }

  /**
   * Starts a job.
   *
   * @param wantedName its name; a number is added if a job of that name runs
   * @param dataflow makes the dataflow of a job of that name
   */
  synchronized Job start(
      String wantedName, boolean bounded, Function<String, RunningDataflow> dataflow) {
    String name = wantedName;
    for (int i = 2; isRunning(name); i++) {
      name = wantedName + "-" + i;
    }
    EngineJob job = new EngineJob(name, bounded, dataflow.apply(name), losses);
    jobs.put(key(name), job);
    job.start();
    return job;
  }

  private boolean isRunning(String name) {
    EngineJob job = jobs.get(key(name));
    return job != null && job.state() == Job.State.RUNNING;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** All jobs that were started, by name; the last one of each name. */
  synchronized List<Job> list() {
    return List.copyOf(jobs.values());
  }

  @Override
  public synchronized void close() {
    jobs.values().forEach(EngineJob::stop);
  }
}
