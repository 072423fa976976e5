package io.rheo.server.avatica;

import io.rheo.engine.Job;
import io.rheo.engine.ResultCursor;
import io.rheo.engine.Session.Prepared;
import io.rheo.engine.StatementResult;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.jdbc.Protocol;
import io.rheo.server.config.Limits;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta.CursorFactory;
import org.apache.calcite.avatica.Meta.ExecuteResult;
import org.apache.calcite.avatica.Meta.Frame;
import org.apache.calcite.avatica.Meta.MetaResultSet;
import org.apache.calcite.avatica.Meta.Signature;
import org.apache.calcite.avatica.Meta.StatementType;
import org.apache.calcite.avatica.MetaImpl;

/**
 * Executes statements and describes what they give in Avatica's words. An answer never contains
 * rows of a query: the first frame is empty, so that the client gets its result set at once.
 */
final class Statements {
  private static final Frame NO_ROWS_YET = RheoMeta.emptyFrame(0);

  private final Limits limits;

  Statements(Limits limits) {
    this.limits = limits;
  }

  Signature signature(Prepared prepared, ZoneId zone) {
    List<AvaticaParameter> parameters = new ArrayList<>();
    for (var type : prepared.parameters()) {
      ColumnMetaData.AvaticaType avatica = ColumnTypes.avaticaType(type);
      parameters.add(
          new AvaticaParameter(
              true,
              ColumnTypes.precision(type),
              type.scale(),
              avatica.id,
              avatica.name,
              avatica.columnClassName(),
              "?" + (parameters.size() + 1)));
    }
    List<ColumnMetaData> columns =
        prepared
            .columns()
            .map(rows -> ColumnTypes.columns(rows, prepared.updating(), zone))
            .orElse(List.of());
    return Signature.create(
        columns,
        prepared.sql(),
        parameters,
        CursorFactory.LIST,
        prepared.columns().isPresent() ? StatementType.SELECT : StatementType.INSERT);
  }

  /**
   * @param rowsMax of the result; negative if there is no limit
   */
  ExecuteResult execute(
      ClientConnection connection,
      String connectionId,
      ClientStatement statement,
      Prepared prepared,
      List<Object> parameters,
      long rowsMax) {
    StatementResult result = connection.session().execute(prepared, parameters);
    if (result instanceof StatementResult.Rows rows) {
      return rows(connection, connectionId, statement, prepared, rows.cursor(), rowsMax);
    } else if (result instanceof StatementResult.Started started) {
      return started(connectionId, statement, prepared, started.job());
    }
    StatementResult.Done done = (StatementResult.Done) result;
    return counted(connectionId, statement, done.count(), notes(done.message(), prepared));
  }

  private ExecuteResult rows(
      ClientConnection connection,
      String connectionId,
      ClientStatement statement,
      Prepared prepared,
      ResultCursor cursor,
      long rowsMax) {
    RowType rows = cursor.rowType();
    ZoneId zone = connection.sessionZone();
    boolean upsert = "upsert".equals(connection.session().settings().get("rheo.changes"));
    FrameEncoder encoder =
        connection.readsBlocks()
            ? new BlockEncoder(rows, cursor.updating(), upsert, zone)
            : new RowEncoder(rows, cursor.updating(), upsert, zone);
    statement.start(new QueryResult(cursor, encoder, rowsMax, limits.frameBytesMax()));
    Signature signature =
        Signature.create(
            ColumnTypes.columns(rows, cursor.updating(), zone),
            prepared.sql(),
            List.of(),
            CursorFactory.LIST,
            StatementType.SELECT);
    List<MetaResultSet> results = new ArrayList<>();
    results.add(MetaResultSet.create(connectionId, statement.id(), false, signature, NO_ROWS_YET));
    addNotes(results, connectionId, statement, notes("", prepared));
    return new ExecuteResult(results);
  }

  private static ExecuteResult started(
      String connectionId, ClientStatement statement, Prepared prepared, Job job) {
    if (!job.bounded()) {
      return counted(
          connectionId,
          statement,
          0,
          notes("job '" + job.name() + "' was started and goes on by itself", prepared));
    }
    statement.start(new JobResult(job));
    Field count =
        new Field(AvaticaConnection.ROWCOUNT_COLUMN_NAME, DataType.of(TypeName.BIGINT).notNull());
    Signature signature =
        Signature.create(
            List.of(ColumnTypes.column(0, count, Protocol.COUNT_TABLE, "")),
            prepared.sql(),
            List.of(),
            CursorFactory.LIST,
            StatementType.SELECT);
    return new ExecuteResult(
        List.of(MetaResultSet.create(connectionId, statement.id(), false, signature, NO_ROWS_YET)));
  }

  /** What there is to say of a statement, each with its SQLSTATE. */
  private static List<Object> notes(String message, Prepared prepared) {
    List<Object> notes = new ArrayList<>();
    if (!message.isEmpty()) {
      notes.add(List.of(message, Protocol.NOTE_STATE));
    }
    prepared.warnings().forEach(warning -> notes.add(List.of(warning, Protocol.WARNING_STATE)));
    return notes;
  }

  /** A count, and as a second result, which other clients ignore, what a person should know. */
  private static ExecuteResult counted(
      String connectionId, ClientStatement statement, long count, List<Object> notes) {
    List<MetaResultSet> results = new ArrayList<>();
    results.add(MetaResultSet.count(connectionId, statement.id(), count));
    addNotes(results, connectionId, statement, notes);
    return new ExecuteResult(results);
  }

  private static void addNotes(
      List<MetaResultSet> results,
      String connectionId,
      ClientStatement statement,
      List<Object> notes) {
    if (!notes.isEmpty()) {
      List<ColumnMetaData> columns =
          List.of(
              MetaImpl.columnMetaData("MESSAGE", 0, String.class, false),
              MetaImpl.columnMetaData("SQLSTATE", 1, String.class, false));
      Signature signature =
          Signature.create(columns, "", List.of(), CursorFactory.LIST, StatementType.SELECT);
      results.add(
          MetaResultSet.create(
              connectionId, statement.id(), false, signature, new Frame(0, true, notes)));
    }
  }

  /** Executes a statement of a batch to its end and returns its count. */
  long executeInBatch(ClientConnection connection, String sql) {
    Prepared prepared = prepareWithoutParameters(connection, sql);
    if (prepared.columns().isPresent()) {
      throw SqlError.of(ErrorCode.INVALID_QUERY, "a batch cannot contain a query")
          .fix("run the query with executeQuery");
    }
    StatementResult result = connection.session().execute(prepared, List.of());
    if (result instanceof StatementResult.Started started) {
      return started.job().bounded() ? await(started.job()) : 0;
    }
    return result instanceof StatementResult.Done done ? done.count() : 0;
  }

  private static long await(Job job) {
    try {
      while (!job.await(1_000)) {} // the client waits as well
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      job.stop();
      throw SqlError.of(ErrorCode.CANCELLED, "the server is shutting down");
    }
    job.failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    return job.progress().rowsOut();
  }

  static Prepared prepareWithoutParameters(ClientConnection connection, String sql) {
    Prepared prepared = connection.session().prepare(sql);
    if (!prepared.parameters().isEmpty()) {
      throw SqlError.of(
              ErrorCode.PARAMETER_COUNT,
              "the statement has " + prepared.parameters().size() + " parameters without values")
          .fix("use a PreparedStatement");
    }
    return prepared;
  }
}
