package io.rheo.engine;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one client sees: the shared catalog, its own settings, and the queries that it started. Safe
 * for use by several threads. Errors that the user caused are {@code io.rheo.sql.error.SqlError}.
 */
public interface Session extends AutoCloseable {
  /**
   * Checks one statement without running it.
   *
   * @param sql one statement; its positions in errors count from the text's start, so a caller who
   *     knows where it stands in a file puts as many line feeds and blanks before it
   */
  Prepared prepare(String sql);

  /** Runs a statement that {@link #prepare} checked; parameters are in {@code BoxedValues} form. */
  StatementResult execute(Prepared statement, List<Object> parameters);

  /**
   * Runs an {@code INSERT} once for each list of parameters, as one unit: all rows or none.
   *
   * @return the number of rows inserted by each
   */
  long[] executeBatch(Prepared statement, List<List<Object>> parameters);

  /** The tables and views that exist now, by name. */
  List<TableInfo> tables();

  /** The settings that differ from their defaults. */
  Map<String, String> settings();

  /** Cancels the queries of the session. Jobs go on. */
  @Override
  void close();

  /** A checked statement. */
  interface Prepared {
    String sql();

    /** The columns of its result; empty for a statement that returns a count. */
    Optional<RowType> columns();

    /** Whether its result retracts rows. */
    boolean updating();

    /** The types of its parameters ({@code ?}), in order. */
    List<DataType> parameters();

    /** What whoever runs it should know, each a text for a person with the place. */
    default List<String> warnings() {
      return List.of();
    }
  }

  /**
   * A table or view.
   *
   * @param kind {@code TABLE} or {@code VIEW}
   */
  record TableInfo(String name, String kind, RowType columns, Optional<String> comment) {}
}
