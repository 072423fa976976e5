package io.rheo.engine.exec;

import io.rheo.engine.metric.ErrorLog;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The bad records of each table. Safe for use by several threads. */
public final class ErrorLogs {
  private final ConcurrentMap<String, ErrorLog> logs = new ConcurrentHashMap<>();

  /** The log of a table; letter case does not count. */
  public ErrorLog of(String table) {
    return logs.computeIfAbsent(table.toLowerCase(Locale.ROOT), name -> new ErrorLog());
  }

  /** Forgets a table's errors. */
  public void drop(String table) {
    logs.remove(table.toLowerCase(Locale.ROOT));
  }
}
