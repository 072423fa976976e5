package io.rheo.server.avatica;

import io.rheo.engine.Session.Prepared;
import io.rheo.jdbc.Protocol;
import io.rheo.server.config.Limits;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.MetaImpl;
import org.apache.calcite.avatica.NoSuchStatementException;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.proto.Requests.UpdateBatch;
import org.apache.calcite.avatica.remote.ProtobufMeta;
import org.apache.calcite.avatica.remote.TypedValue;

/**
 * The engine's sessions as Avatica asks for them. Every error leaves as a {@link ClientError}; what
 * a client has closed or lost is answered with an error too, since Avatica's clients repeat the
 * statement for ever when they are told that it is missing.
 */
final class RheoMeta extends MetaImpl implements ProtobufMeta {
  private final Connections connections;
  private final Limits limits;
  private final Statements statements;

  RheoMeta(Connections connections, Limits limits) {
    super(null);
    this.connections = connections;
    this.limits = limits;
    this.statements = new Statements(limits);
  }

  private static <T> T guarded(Supplier<T> request) {
    try {
      return request.get();
    } catch (RuntimeException e) {
      throw ClientError.of(e);
    }
  }

  private static void guarded(Runnable request) {
    guarded(
        () -> {
          request.run();
          return null;
        });
  }

  // Connections

  @Override
  public void openConnection(ConnectionHandle ch, Map<String, String> info) {
    guarded(() -> connections.open(ch.id, zone(info), readsBlocks(info)));
  }

  private static boolean readsBlocks(Map<String, String> info) {
    return info != null && Protocol.COLUMN_BLOCKS.equals(info.get(Protocol.FRAMES_PROPERTY));
  }

  private static ZoneId zone(Map<String, String> info) {
    String zone = info == null ? null : info.get(Protocol.TIME_ZONE_PROPERTY);
    try {
      return zone == null ? ZoneId.of("UTC") : ZoneId.of(zone, ZoneId.SHORT_IDS);
    } catch (DateTimeException e) {
      throw SqlError.of(ErrorCode.PARAMETER_VALUE, "'" + zone + "' is no time zone")
          .fix("use a name like Europe/Zurich or an offset like +01:00")
          .causedBy(e);
    }
  }

  @Override
  public void closeConnection(ConnectionHandle ch) {
    guarded(() -> connections.close(ch.id));
  }

  @Override
  public ConnectionProperties connectionSync(ConnectionHandle ch, ConnectionProperties changes) {
    return guarded(() -> connections.get(ch.id).merge(changes));
  }

  @Override
  public void commit(ConnectionHandle ch) {
    guarded(() -> connections.get(ch.id));
  }

  @Override
  public void rollback(ConnectionHandle ch) {
    throw ClientError.of(
        SqlError.of(ErrorCode.NO_TRANSACTIONS, "there are no transactions to roll back")
            .why("every statement stands for itself"));
  }

  // Statements

  @Override
  public StatementHandle createStatement(ConnectionHandle ch) {
    return guarded(
        () ->
            new StatementHandle(ch.id, connections.get(ch.id).create(Optional.empty()).id(), null));
  }

  @Override
  public StatementHandle prepare(ConnectionHandle ch, String sql, long maxRowCount) {
    return guarded(
        () -> {
          ClientConnection connection = connections.get(ch.id);
          Prepared prepared = connection.session().prepare(sql);
          ClientStatement statement = connection.create(Optional.of(prepared));
          return new StatementHandle(
              ch.id, statement.id(), statements.signature(prepared, connection.sessionZone()));
        });
  }

  @Override
  public void closeStatement(StatementHandle h) {
    guarded(() -> connections.get(h.connectionId).close(h.id));
  }

  @Override
  public ExecuteResult prepareAndExecute(
      StatementHandle h,
      String sql,
      long maxRowCount,
      int maxRowsInFirstFrame,
      PrepareCallback callback)
      throws NoSuchStatementException {
    ClientConnection connection = guarded(() -> connections.get(h.connectionId));
    // Here the client may be told: it makes a new statement and executes on that.
    ClientStatement statement =
        connection.find(h.id).orElseThrow(() -> new NoSuchStatementException(h));
    return guarded(
        () ->
            statements.execute(
                connection,
                h.connectionId,
                statement,
                Statements.prepareWithoutParameters(connection, sql),
                List.of(),
                maxRowCount));
  }

  @Deprecated
  @Override
  @SuppressWarnings("InlineMeSuggester")
  public ExecuteResult prepareAndExecute(
      StatementHandle h, String sql, long maxRowCount, PrepareCallback callback)
      throws NoSuchStatementException {
    return prepareAndExecute(h, sql, maxRowCount, -1, callback);
  }

  @Override
  public ExecuteResult execute(StatementHandle h, List<TypedValue> values, int ignored) {
    return guarded(
        () -> {
          ClientConnection connection = connections.get(h.connectionId);
          ClientStatement statement = connection.get(h.id);
          Prepared prepared = statement.prepared();
          List<Object> parameters =
              new Parameters(connection.zone(), connection.sessionZone())
                  .convert(values, prepared.parameters());
          return statements.execute(
              connection, h.connectionId, statement, prepared, parameters, -1);
        });
  }

  @Deprecated
  @Override
  @SuppressWarnings("InlineMeSuggester")
  public ExecuteResult execute(StatementHandle h, List<TypedValue> values, long ignored) {
    return execute(h, values, -1);
  }

  @Override
  public ExecuteBatchResult executeBatch(StatementHandle h, List<List<TypedValue>> batch) {
    return guarded(
        () -> {
          ClientConnection connection = connections.get(h.connectionId);
          Prepared prepared = connection.get(h.id).prepared();
          Parameters parameters = new Parameters(connection.zone(), connection.sessionZone());
          List<List<Object>> rows = new ArrayList<>(batch.size());
          for (List<TypedValue> values : batch) {
            rows.add(parameters.convert(values, prepared.parameters()));
          }
          return new ExecuteBatchResult(connection.session().executeBatch(prepared, rows));
        });
  }

  @Override
  public ExecuteBatchResult executeBatchProtobuf(StatementHandle h, List<UpdateBatch> batch) {
    return executeBatch(
        h,
        batch.stream()
            .map(row -> row.getParameterValuesList().stream().map(TypedValue::fromProto).toList())
            .toList());
  }

  @Override
  public ExecuteBatchResult prepareAndExecuteBatch(StatementHandle h, List<String> commands) {
    return guarded(
        () -> {
          ClientConnection connection = connections.get(h.connectionId);
          long[] counts = new long[commands.size()];
          for (int i = 0; i < counts.length; i++) {
            counts[i] = statements.executeInBatch(connection, commands.get(i));
          }
          return new ExecuteBatchResult(counts);
        });
  }

  // Rows

  /** Waits for rows, for as long as the limits say; the frame may be empty. */
  @Override
  public Frame fetch(StatementHandle h, long offset, int rowsMax) {
    return guarded(
        () -> {
          if (offset == Protocol.CANCEL_OFFSET) {
            return cancel(h);
          }
          return offset == Protocol.LOSSES_OFFSET ? losses(h) : waitForRows(h, offset, rowsMax);
        });
  }

  /** The result that a fetch is for. The statement counts as used now. */
  Result result(StatementHandle h) {
    return connections.get(h.connectionId).get(h.id).result();
  }

  int rowsMax(int asked) {
    return asked <= 0 ? limits.frameRowsMax() : Math.min(asked, limits.frameRowsMax());
  }

  static Frame emptyFrame(long offset) {
    return new Frame(offset, false, Collections.emptyList());
  }

  private Frame cancel(StatementHandle h) {
    connections
        .get(h.connectionId)
        .find(h.id)
        .ifPresent(
            statement ->
                statement.end(SqlError.of(ErrorCode.CANCELLED, "the query was cancelled")));
    return new Frame(0, true, Collections.emptyList());
  }

  private Frame losses(StatementHandle h) {
    List<Object> notes = new ArrayList<>();
    result(h)
        .losses()
        .sentences()
        .forEach(sentence -> notes.add(List.of(sentence, Protocol.WARNING_STATE)));
    return new Frame(0, true, notes);
  }

  private Frame waitForRows(StatementHandle h, long offset, int rowsMax) {
    Result result = result(h);
    Semaphore woken = new Semaphore(0);
    Runnable waiter = woken::release;
    long deadline = System.nanoTime() + limits.fetchWait().toNanos();
    result.addWaiter(waiter);
    try {
      while (true) {
        Frame frame = result.tryFetch(offset, rowsMax(rowsMax));
        long left = deadline - System.nanoTime();
        if (frame != null || left <= 0) {
          return frame == null ? emptyFrame(offset) : frame;
        }
        if (woken.tryAcquire(Math.min(left, result.recheckNanos()), TimeUnit.NANOSECONDS)) {
          woken.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return emptyFrame(offset);
    } finally {
      result.removeWaiter(waiter);
    }
  }

  /** A stream cannot be positioned anew; Avatica asks only when a statement is missing. */
  @Override
  public boolean syncResults(StatementHandle h, QueryState state, long offset) {
    return false;
  }

  // Metadata

  /** The columns of a metadata result, which Avatica describes by the fields of a class. */
  static List<ColumnMetaData> columnsOf(Class<?> shape) {
    return fieldMetaData(shape).columns;
  }

  private CatalogRows catalog(ConnectionHandle ch) {
    return new CatalogRows(ch.id, connections.get(ch.id));
  }

  @Override
  public Map<DatabaseProperty, Object> getDatabaseProperties(ConnectionHandle ch) {
    return guarded(
        () -> {
          connections.get(ch.id);
          return Map.of(DatabaseProperty.GET_DATABASE_PRODUCT_NAME, "Rheo");
        });
  }

  @Override
  public MetaResultSet getTables(
      ConnectionHandle ch, String catalog, Pat schema, Pat table, List<String> types) {
    return guarded(() -> catalog(ch).tables(catalog, schema, table, types));
  }

  @Override
  public MetaResultSet getColumns(
      ConnectionHandle ch, String catalog, Pat schema, Pat table, Pat column) {
    return guarded(() -> catalog(ch).columns(catalog, schema, table, column));
  }

  @Override
  public MetaResultSet getSchemas(ConnectionHandle ch, String catalog, Pat schema) {
    return guarded(() -> catalog(ch).schemas());
  }

  @Override
  public MetaResultSet getCatalogs(ConnectionHandle ch) {
    return guarded(() -> catalog(ch).catalogs());
  }

  @Override
  public MetaResultSet getTableTypes(ConnectionHandle ch) {
    return guarded(() -> catalog(ch).tableTypes());
  }

  @Override
  public MetaResultSet getTypeInfo(ConnectionHandle ch) {
    return guarded(() -> catalog(ch).typeInfo());
  }
}
