package io.rheo.engine.exec.loss;

import io.rheo.engine.metric.ErrorLog;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many records of some tables could not be decoded since a moment, whoever found them. Filled
 * by one thread; then any may read.
 */
public final class BadRecordCounts {
  private final Map<String, Table> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private record Table(ErrorLog log, long before) {
    long count() {
      return log.count() - before;
    }
  }

  /** Counts the errors of a table from now on; adding it again changes nothing. */
  public void add(String table, ErrorLog log) {
    tables.putIfAbsent(table, new Table(log, log.count()));
  }

  /** Of all tables together. */
  public long total() {
    return tables.values().stream().mapToLong(Table::count).sum();
  }

  /** By name of the table; those without any are left out. */
  public Map<String, Long> byTable() {
    Map<String, Long> counts = new TreeMap<>();
    tables.forEach((name, table) -> counts.merge(name, table.count(), Long::sum));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }
}
