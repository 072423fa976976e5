package io.rheo.engine;

import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.stored.StoredTables;
import io.rheo.engine.exec.ExecEnvironment;
import io.rheo.engine.exec.TableAccess;
import io.rheo.engine.exec.graph.Parallelism;
import io.rheo.engine.exec.loss.ErrorLogs;
import io.rheo.engine.exec.loss.JobLosses;
import io.rheo.engine.exec.loss.QueryLosses;
import io.rheo.engine.function.JarPolicy;
import io.rheo.sql.SqlFrontEnd;
import io.rheo.sql.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A catalog, and the queries over it that run in this process. Safe for use by several threads. */
public final class Engine implements AutoCloseable {
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Catalog catalog = new Catalog();
  private final SqlFrontEnd frontEnd = new SqlFrontEnd();
  private final StoredTables stored = new StoredTables();
  private final ErrorLogs errors = new ErrorLogs();
  private final JobLosses jobLosses = new JobLosses();
  private final Jobs jobs;
  private final MaterializedViews views;
  private final Set<EngineSession> sessions = ConcurrentHashMap.newKeySet();
  private final List<Connector> connectors;
  private final JarPolicy jars;
  private final Parallelism parallelism;
  private final ExecEnvironment environment;

  public Engine(EngineConfig config) {
    connectors = config.connectors();
    jars = config.jars();
    parallelism = config.parallelism();
    jobs = new Jobs(config.clock());
    views = new MaterializedViews(jobs, config.clock(), stored);
    environment =
        new ExecEnvironment(
            config.stepRowsMax(),
            config.clock(),
            errors,
            jobLosses,
            views.live(),
            config.operators());
  }

  public Session openSession() {
    EngineSession session = new EngineSession(this);
    sessions.add(session);
    return session;
  }

  void forget(EngineSession session) {
    sessions.remove(session);
  }

  /** The jobs that were started, by name. */
  public List<Job> jobList() {
    return jobs.list();
  }

  /**
   * How far the queries and jobs that run now are, together; the watermark is the least of them.
   */
  public QueryProgress progress() {
    List<QueryProgress> running = new ArrayList<>();
    sessions.forEach(session -> running.addAll(session.running()));
    for (Job job : jobs.list()) {
      if (job.state() == Job.State.RUNNING) {
        running.add(job.progress());
      }
    }
    return running.stream().reduce(QueryProgress.NONE, QueryProgress::plus);
  }

  /** Makes a job's losses known under its name: {@code errors('job')} and {@code late('job')}. */
  QueryLosses startLosses(String job) {
    catalog.addJob(job);
    return jobLosses.start(job);
  }

  MaterializedViews views() {
    return views;
  }

  Jobs jobs() {
    return jobs;
  }

  Catalog catalog() {
    return catalog;
  }

  /** On how many workers a query runs if its session does not say. */
  Parallelism parallelism() {
    return parallelism;
  }

  JarPolicy jars() {
    return jars;
  }

  SqlFrontEnd frontEnd() {
    return frontEnd;
  }

  ExecEnvironment environment() {
    return environment;
  }

  TableAccess tables(boolean storedBounded, boolean repeatedEvents) {
    return new TableAccess(connectors, stored, views::query, storedBounded, repeatedEvents);
  }

  /** A table is gone or made anew: what was kept for it is dropped. */
  void forgetRows(String table) {
    stored.drop(table);
    errors.drop(table);
  }

  /** Stops every query and job, and gives each a moment to close its sources and sinks. */
  @Override
  public void close() {
    List<Ending> endings = new ArrayList<>();
    sessions.forEach(session -> endings.addAll(session.cancelAll()));
    jobs.list().forEach(job -> endings.add(job::await));
    jobs.close();
    views.close();
    long deadline = System.nanoTime() + CLOSE_NANOS;
    try {
      for (Ending ending : endings) {
        long left = deadline - System.nanoTime();
        ending.await(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever closes does not want to wait
    }
  }

  /** Waits for something that was stopped to end. */
  interface Ending {
    boolean await(long millis) throws InterruptedException;
  }
}
