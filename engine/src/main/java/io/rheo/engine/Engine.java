package io.rheo.engine;

import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.stored.StoredTables;
import io.rheo.engine.exec.ErrorLogs;
import io.rheo.engine.exec.ExecEnvironment;
import io.rheo.engine.exec.TableAccess;
import io.rheo.sql.SqlFrontEnd;
import io.rheo.sql.catalog.Catalog;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A catalog, and the queries over it that run in this process. Safe for use by several threads. */
public final class Engine implements AutoCloseable {
  private final Catalog catalog = new Catalog();
  private final SqlFrontEnd frontEnd = new SqlFrontEnd();
  private final StoredTables stored = new StoredTables();
  private final ErrorLogs errors = new ErrorLogs();
  private final Jobs jobs = new Jobs();
  private final Set<EngineSession> sessions = ConcurrentHashMap.newKeySet();
  private final List<Connector> connectors;
  private final ExecEnvironment environment;

  public Engine(EngineConfig config) {
    connectors = config.connectors();
    environment = new ExecEnvironment(config.stepRowsMax(), config.clock(), errors);
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

  Jobs jobs() {
    return jobs;
  }

  Catalog catalog() {
    return catalog;
  }

  SqlFrontEnd frontEnd() {
    return frontEnd;
  }

  ExecEnvironment environment() {
    return environment;
  }

  TableAccess tables(boolean storedBounded) {
    return new TableAccess(connectors, stored, storedBounded);
  }

  /** A table is gone or made anew: what was kept for it is dropped. */
  void forgetRows(String table) {
    stored.drop(table);
    errors.drop(table);
  }

  /** Stops every query and job. */
  @Override
  public void close() {
    sessions.forEach(EngineSession::close);
    jobs.close();
  }
}
