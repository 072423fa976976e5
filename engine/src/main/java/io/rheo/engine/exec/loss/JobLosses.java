package io.rheo.engine.exec.loss;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What each job could not use, by name; letter case does not count. A job that is started again
 * under its name begins anew. Safe for use by several threads.
 */
public final class JobLosses {
  private final ConcurrentMap<String, QueryLosses> losses = new ConcurrentHashMap<>();

  /** Empty losses for a job that starts. */
  public QueryLosses start(String job) {
    QueryLosses started = new QueryLosses();
    losses.put(key(job), started);
    return started;
  }

  /** Empty if no job of this name was started. */
  public Optional<QueryLosses> of(String job) {
    return Optional.ofNullable(losses.get(key(job)));
  }

  private static String key(String job) {
    return job.toLowerCase(Locale.ROOT);
  }
}
