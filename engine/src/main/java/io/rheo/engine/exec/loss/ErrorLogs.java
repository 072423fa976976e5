package io.rheo.engine.exec.loss;

import io.rheo.engine.metric.ErrorLog;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The bad records of each table. Safe for use by several threads. */
public final class ErrorLogs {
  private final ConcurrentMap<String, ErrorLog> logs = new ConcurrentHashMap<>();

  /** The log of a table; letter case does not count. */
  public ErrorLog of(String table) {
    return logs.computeIfAbsent(table.toLowerCase(Locale.ROOT), name -> new ErrorLog());
  }

  /** How many bad records each table had; tables without any are left out. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    logs.forEach(
        (table, log) -> {
          if (log.count() > 0) {
            counts.put(table, log.count());
          }
        });
    return counts;
  }

  /** Forgets a table's errors. */
  public void drop(String table) {
    logs.remove(table.toLowerCase(Locale.ROOT));
  }
}
