package io.rheo.shell.terminal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names of tables, views and their columns, for completion, read when first asked for, and
 * again after {@link #forget}; and those of jobs, which come and go by themselves and so are read
 * each time. Names compare without regard to case.
 */
final class LiveCatalog {
  private final Connection connection;
  private Map<String, Table> tables;

  /**
   * A table or view.
   *
   * @param kind {@code TABLE} or {@code VIEW}
   */
  record Table(String name, String kind, List<Column> columns) {}

  record Column(String name, String type) {}

  /**
   * A job.
   *
   * @param state as {@code SHOW JOBS} shows it
   */
  record Job(String name, String state) {}

  LiveCatalog(Connection connection) {
    this.connection = connection;
  }

  /** The catalog may have changed. */
  void forget() {
    tables = null;
  }

  /** All tables by name in lower case; empty if the server cannot be reached just now. */
  Map<String, Table> tables() {
    if (tables == null) {
      try {
        tables = read();
      } catch (SQLException e) {
        return Map.of(); // the next statement reports it better than a key press can
      }
    }
    return tables;
  }

  /** The jobs, in the order of the server; empty if it cannot be reached just now. */
  List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW JOBS")) {
      while (rows.next()) {
        jobs.add(new Job(rows.getString("job_name"), rows.getString("state")));
      }
    } catch (SQLException e) {
      return List.of(); // the next statement reports it better than a key press can
    }
    return jobs;
  }

  private Map<String, Table> read() throws SQLException {
    Map<String, Table> read = new TreeMap<>();
    try (ResultSet rows = connection.getMetaData().getTables(null, null, "%", null)) {
      while (rows.next()) {
        String name = rows.getString("TABLE_NAME");
        read.put(
            name.toLowerCase(Locale.ROOT),
            new Table(name, rows.getString("TABLE_TYPE"), new ArrayList<>()));
      }
    }
    try (ResultSet rows = connection.getMetaData().getColumns(null, null, "%", "%")) {
      while (rows.next()) {
        Table table = read.get(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
        if (table != null) {
          table
              .columns()
              .add(new Column(rows.getString("COLUMN_NAME"), rows.getString("TYPE_NAME")));
        }
      }
    }
    return read;
  }
}
