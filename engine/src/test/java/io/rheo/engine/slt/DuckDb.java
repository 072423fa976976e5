package io.rheo.engine.slt;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB in memory: the second opinion on what a query returns. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() {
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException e) {
      throw new IllegalStateException("no DuckDB", e);
    }
    execute("SET TimeZone = 'UTC'");
    execute("SET threads = 1");
  }

  /** Creates a table of the same columns and fills it; cells are texts, {@code null} for NULL. */
  void createTable(TestTable table, List<List<String>> rows) {
    String columns =
        table.columns().stream()
            .map(column -> quoted(column.name()) + " " + duckType(column.type()))
            .collect(Collectors.joining(", "));
    execute("CREATE TABLE " + quoted(table.name()) + " (" + columns + ")");
    insert(table, rows);
  }

  /** Adds rows to a table. */
  void insert(TestTable table, List<List<String>> rows) {
    String places =
        table.columns().stream()
            .map(column -> "CAST(? AS " + duckType(column.type()) + ")")
            .collect(Collectors.joining(", "));
    String insert = "INSERT INTO " + quoted(table.name()) + " VALUES (" + places + ")";
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (List<String> row : rows) {
        for (int i = 0; i < table.columns().size(); i++) {
          statement.setString(i + 1, row.get(i));
        }
        statement.addBatch();
      }
      if (!rows.isEmpty()) {
        statement.executeBatch();
      }
    } catch (SQLException e) {
      throw new IllegalArgumentException("DuckDB: " + insert, e);
    }
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalArgumentException("DuckDB: " + sql, e);
    }
  }

  /** The rows of a query, every cell in DuckDB's own text form, {@code null} for NULL. */
  List<List<String>> query(String sql) {
    String asText = "SELECT COLUMNS(*)::VARCHAR FROM (" + withoutEnd(sql) + "\n) AS answer";
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(asText)) {
      int columns = result.getMetaData().getColumnCount();
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(Collections.unmodifiableList(row));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalArgumentException("DuckDB: " + asText, e);
    }
  }

  private static String withoutEnd(String sql) {
    String stripped = sql.strip();
    return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  private static String duckType(String type) {
    if (type.startsWith("TIME(")) {
      return "TIME";
    }
    if (type.startsWith("TIMESTAMP")) {
      return "TIMESTAMP"; // an instant is compared by its time in UTC
    }
    return switch (type) {
      case "STRING" -> "VARCHAR";
      case "BYTES" -> "BLOB";
      case "FLOAT" -> "REAL";
      default -> type;
    };
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
