package io.rheo.engine;

import io.rheo.engine.connector.Sink;
import io.rheo.engine.exec.DataflowBuilder;
import io.rheo.engine.exec.QueryLosses;
import io.rheo.engine.exec.RunningDataflow;
import io.rheo.engine.exec.TableAccess;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.PhysicalPlan;
import io.rheo.engine.planner.PhysicalPlanner;
import io.rheo.engine.planner.SinkPlanner;
import io.rheo.engine.planner.Tables;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.sql.Statement;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.logical.LogicalQuery;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Plans and starts the queries of one session. */
final class Queries {
  private static final long WAIT_MILLIS = 1_000;

  private final Engine engine;
  private final Settings settings;

  Queries(Engine engine, Settings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  TableAccess tables() {
    return engine.tables(
        settings.isTrue(Settings.STORED_BOUNDED), settings.isTrue(Settings.CDC_DUPLICATES));
  }

  PhysicalPlan plan(LogicalQuery query, List<Object> parameters) {
    return PhysicalPlanner.plan(query, parameters, tables(), settings.zone())
        .withTtl(settings.stateTtl().toMillis());
  }

  /** A NULL for each parameter, with which a statement can be planned before they are known. */
  List<Object> placeholders(LogicalQuery query) {
    return Collections.nCopies(query.parameterTypes().size(), null);
  }

  QueryShape shape(LogicalQuery query) {
    return shape(query, plan(query, placeholders(query)));
  }

  private static QueryShape shape(LogicalQuery query, PhysicalPlan plan) {
    List<Field> fields = new ArrayList<>();
    RowType rowType = plan.root().rowType();
    for (int i = 0; i < rowType.size(); i++) {
      fields.add(new Field(query.columnNames().get(i), rowType.type(i)));
    }
    return new QueryShape(
        new RowType(fields), plan.root().traits().updating(), plan.root().traits().bounded());
  }

  QueryCursor open(LogicalQuery query, List<Object> parameters, Consumer<QueryCursor> whenClosed) {
    PhysicalPlan plan = plan(query, parameters);
    RunningDataflow dataflow = builder().forReader("rheo-query", plan);
    dataflow.start(() -> engine.losses().add(dataflow));
    return new QueryCursor(shape(query, plan), dataflow, whenClosed);
  }

  private DataflowBuilder builder() {
    boolean failOnRowError = settings.find(Settings.ROW_ERROR).filter("fail"::equals).isPresent();
    return new DataflowBuilder(engine.environment(), tables(), failOnRowError);
  }

  void checkInsert(Statement.Insert insert) {
    sink(insert, plan(insert.query(), placeholders(insert.query())));
  }

  private static PhysicalPlan sinkPlan(Statement.Insert insert, PhysicalPlan query, Sink sink) {
    return SinkPlanner.plan(query, Tables.spec(insert.target()), sink.upsertKey());
  }

  /** The plan of a query, or of an INSERT with what its table adds. */
  PhysicalPlan explained(Statement statement) {
    if (statement instanceof Statement.Insert insert) {
      PhysicalPlan query = plan(insert.query(), placeholders(insert.query()));
      return sinkPlan(insert, query, sink(insert, query));
    }
    LogicalQuery query = ((Statement.Query) statement).query();
    return plan(query, placeholders(query));
  }

  private Sink sink(Statement.Insert insert, PhysicalPlan plan) {
    Sink sink = tables().sink(insert.target());
    if (plan.root().traits().updating() && !sink.acceptsRetractions()) {
      throw insert
          .query()
          .positions()
          .error(
              Clause.QUERY,
              ErrorCode.SINK_APPEND_ONLY,
              "table '" + insert.target().name() + "' takes new rows only")
          .why("the query changes rows that it has written, and this sink cannot take them back")
          .fix(
              "aggregate by a window, whose rows are final, or write to a table of changes: one with a"
                  + " PRIMARY KEY, format 'debezium-json', or connector 'print'");
    }
    return sink;
  }

  /** Constant rows are written at once; other queries become a job. */
  StatementResult insert(Statement.Insert insert, List<Object> parameters) {
    PhysicalPlan query = plan(insert.query(), parameters);
    Sink sink = sink(insert, query);
    PhysicalPlan plan = sinkPlan(insert, query, sink);
    if (readsNothing(plan)) {
      long rows =
          runToEnd(
              strictBuilder()
                  .forSink("rheo-insert", plan, sink, new QueryLosses())
                  .start(() -> {}));
      return new StatementResult.Done(rows, rows == 1 ? "1 row inserted" : rows + " rows inserted");
    }
    String wanted = settings.find(Settings.PIPELINE_NAME).orElse(insert.target().name());
    return new StatementResult.Started(
        engine
            .jobs()
            .start(
                wanted,
                plan.root().traits().bounded(),
                name ->
                    builder().forSink("rheo-job-" + name, plan, sink, engine.startLosses(name))));
  }

  private static boolean readsNothing(PhysicalPlan plan) {
    List<PhysicalNode> scans = new ArrayList<>();
    plan.visit(
        node -> {
          if (node.inputs().isEmpty() && !(node instanceof PhysicalNode.Values)) {
            scans.add(node);
          }
        });
    return scans.isEmpty();
  }

  /** All rows of a batch, or none if one of them fails. */
  long[] insertAll(Statement.Insert insert, List<List<Object>> parameters) {
    long[] counts = new long[parameters.size()];
    if (PhysicalPlanner.isParameterRow(insert.query())) {
      insertRows(insert, parameters);
      java.util.Arrays.fill(counts, 1);
    } else {
      for (int i = 0; i < counts.length; i++) {
        counts[i] =
            insert(insert, parameters.get(i)) instanceof StatementResult.Done done
                ? done.count()
                : 0;
      }
    }
    return counts;
  }

  /** One row for each list of parameters, written as one unit. */
  private long insertRows(Statement.Insert insert, List<List<Object>> parameters) {
    PhysicalPlan query =
        PhysicalPlanner.planRows(insert.query(), parameters, tables(), settings.zone());
    Sink sink = sink(insert, query);
    return runToEnd(
        strictBuilder()
            .forSink("rheo-insert", sinkPlan(insert, query, sink), sink, new QueryLosses())
            .start(() -> {}));
  }

  /** Who writes constants wants to hear that one of them is wrong. */
  private DataflowBuilder strictBuilder() {
    return new DataflowBuilder(engine.environment(), tables(), true);
  }

  private static long runToEnd(RunningDataflow dataflow) {
    try {
      while (!dataflow.awaitEnd(WAIT_MILLIS)) {
        // it ends by itself: its input does
      }
    } catch (InterruptedException e) {
      dataflow.cancel();
      Thread.currentThread().interrupt();
      throw SqlError.of(ErrorCode.CANCELLED, "the statement was cancelled");
    }
    dataflow
        .failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    return dataflow.rowsOut();
  }
}
