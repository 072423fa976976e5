package io.rheo.server;

import io.rheo.engine.Session;
import io.rheo.engine.StatementResult;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Sessions over statements that a test lays down, for what cannot be brought about at will with the
 * real engine: exact batches, weights, failures, and the moment at which rows come.
 */
final class FixtureEngine {
  static final RowType NUMBERS =
      RowType.of(
          new Field("id", DataType.of(TypeName.BIGINT).notNull()),
          new Field("name", DataType.of(TypeName.VARCHAR)));

  final Map<String, Definition> statements = new ConcurrentHashMap<>();
  final Map<String, String> settings = new ConcurrentHashMap<>();
  final List<Session.TableInfo> tables = new CopyOnWriteArrayList<>();
  final List<FixtureSession> sessions = new CopyOnWriteArrayList<>();
  final List<FixtureCursor> cursors = new CopyOnWriteArrayList<>();

  /** A statement's text with what it is and does. */
  record Definition(
      RowType columns,
      boolean updating,
      List<DataType> parameters,
      Function<List<Object>, StatementResult> run) {}

  record FixturePrepared(String sql, Definition definition) implements Session.Prepared {
    @Override
    public Optional<RowType> columns() {
      return Optional.ofNullable(definition.columns());
    }

    @Override
    public boolean updating() {
      return definition.updating();
    }

    @Override
    public List<DataType> parameters() {
      return definition.parameters();
    }
  }

  Session openSession() {
    FixtureSession session = new FixtureSession();
    sessions.add(session);
    return session;
  }

  /** A query: every execution gives a new cursor, the latest at the end of {@link #cursors}. */
  void query(String sql, RowType columns, boolean updating) {
    statements.put(
        sql,
        new Definition(
            columns,
            updating,
            List.of(),
            parameters -> {
              FixtureCursor cursor = new FixtureCursor(columns, updating);
              cursors.add(cursor);
              return new StatementResult.Rows(cursor);
            }));
  }

  /** A query that gives these rows and ends. */
  void rows(String sql, RowType columns, List<List<Object>> rows) {
    statements.put(
        sql,
        new Definition(
            columns,
            false,
            List.of(),
            parameters -> {
              FixtureCursor cursor = new FixtureCursor(columns, false);
              cursor.push(FixtureCursor.batch(columns, rows, null));
              cursor.finish();
              return new StatementResult.Rows(cursor);
            }));
  }

  void update(String sql, List<DataType> parameters, Function<List<Object>, StatementResult> run) {
    statements.put(sql, new Definition(null, false, parameters, run));
  }

  FixtureCursor latest() {
    return cursors.get(cursors.size() - 1);
  }

  final class FixtureSession implements Session {
    private volatile boolean closed;
    private final List<FixtureCursor> started = new ArrayList<>();

    boolean isClosed() {
      return closed;
    }

    @Override
    public Prepared prepare(String sql) {
      Definition definition = statements.get(sql);
      if (definition == null) {
        throw SqlError.of(ErrorCode.TABLE_NOT_FOUND, "table 'nowhere' not found")
            .why("nobody created it")
            .fix("did you mean 'somewhere'?");
      }
      return new FixturePrepared(sql, definition);
    }

    @Override
    public StatementResult execute(Prepared statement, List<Object> parameters) {
      StatementResult result = ((FixturePrepared) statement).definition().run().apply(parameters);
      if (result instanceof StatementResult.Rows rows) {
        synchronized (started) {
          started.add((FixtureCursor) rows.cursor());
        }
      }
      return result;
    }

    @Override
    public long[] executeBatch(Prepared statement, List<List<Object>> parameters) {
      long[] counts = new long[parameters.size()];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = ((StatementResult.Done) execute(statement, parameters.get(i))).count();
      }
      return counts;
    }

    @Override
    public List<TableInfo> tables() {
      return List.copyOf(tables);
    }

    @Override
    public Map<String, String> settings() {
      return settings;
    }

    @Override
    public void close() {
      closed = true;
      synchronized (started) {
        started.forEach(FixtureCursor::close);
      }
    }
  }
}
