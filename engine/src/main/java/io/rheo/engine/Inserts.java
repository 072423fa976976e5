package io.rheo.engine;

import io.rheo.engine.connector.Sink;
import io.rheo.engine.exec.DataflowBuilder;
import io.rheo.engine.exec.DataflowBuilder.SinkPlan;
import io.rheo.engine.exec.RunningDataflow;
import io.rheo.engine.exec.graph.Parallelism;
import io.rheo.engine.exec.loss.QueryLosses;
import io.rheo.engine.plan.ExplainText;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.PhysicalPlan;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.planner.PhysicalPlanner;
import io.rheo.engine.planner.SinkPlanner;
import io.rheo.engine.planner.Tables;
import io.rheo.sql.Statement;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Plans the inserts of one session; writes constant rows, and starts jobs for other queries. */
final class Inserts {
  private static final long WAIT_MILLIS = 1_000;

  private final Engine engine;
  private final Settings settings;
  private final Queries queries;

  Inserts(Engine engine, Settings settings) {
    this.engine = engine;
    this.settings = settings;
    queries = new Queries(engine, settings);
  }

  /** Fails with a {@code SqlError} if the insert cannot be run, else gives its warnings. */
  List<String> check(Statement.Insert insert) {
    return plan(insert, queries.placeholders(insert.query())).plan().warnings();
  }

  /** The plan of a query with what its table adds. */
  SinkPlan plan(Statement.Insert insert, List<Object> parameters) {
    return forSink(insert, queries.plan(insert.query(), parameters));
  }

  private SinkPlan forSink(Statement.Insert insert, PhysicalPlan rows) {
    PhysicalPlan query = keepsFinalRows(insert.target(), rows) ? finalRows(rows) : rows;
    Sink sink = sink(insert, query);
    return new SinkPlan(
        insert.target().name(),
        SinkPlanner.plan(query, Tables.spec(insert.target()), sink.upsertKey()),
        sink);
  }

  /** A table of inserts that Rheo stores can take the result of changes that end, at their end. */
  private static boolean keepsFinalRows(TableDefinition target, PhysicalPlan rows) {
    return target.options().isEmpty()
        && target.primaryKey().isEmpty()
        && rows.root().traits().updating()
        && rows.root().traits().bounded();
  }

  private static PhysicalPlan finalRows(PhysicalPlan plan) {
    PhysicalNode root = plan.root();
    StreamTraits traits = new StreamTraits(false, true, List.of());
    return plan.withRoot(
        new OrderedNode.Sort(
            root, List.of(), 0, OrderedNode.Sort.NO_LIMIT, root.rowType(), traits));
  }

  private Sink sink(Statement.Insert insert, PhysicalPlan plan) {
    Sink sink = queries.tables().sink(insert.target());
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
    SinkPlan plan = plan(insert, parameters);
    if (readsNothing(plan.plan())) {
      long rows = write(plan);
      return new StatementResult.Done(rows, rows == 1 ? "1 row inserted" : rows + " rows inserted");
    }
    return start(insert.target().name(), insert.text().text().strip(), List.of(plan));
  }

  /** Several inserts as one job, which reads each table once. */
  StatementResult insertAll(Statement.StatementSet set) {
    List<SinkPlan> plans =
        set.inserts().stream()
            .map(insert -> plan(insert, queries.placeholders(insert.query())))
            .toList();
    String sinks =
        set.inserts().stream()
            .map(insert -> insert.target().name())
            .distinct()
            .collect(Collectors.joining("_"));
    return start(sinks, set.text().text().strip(), plans);
  }

  private StatementResult start(String sinks, String statement, List<SinkPlan> plans) {
    JobSpec spec =
        new JobSpec(
            settings.find(Settings.PIPELINE_NAME).orElse(sinks),
            statement,
            plans.stream().allMatch(plan -> plan.plan().root().traits().bounded()),
            explain(plans));
    DataflowBuilder builder = queries.builder();
    return new StatementResult.Started(
        engine
            .jobs()
            .start(
                spec,
                name -> builder.forSinks("rheo-job-" + name, plans, engine.startLosses(name))));
  }

  /** The plans of inserts that share their scans. */
  static String explain(List<SinkPlan> plans) {
    return plans.stream()
        .map(plan -> ExplainText.ofSink(plan.table(), plan.plan()))
        .collect(Collectors.joining("\n\n"));
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
      Arrays.fill(counts, 1);
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
  private void insertRows(Statement.Insert insert, List<List<Object>> parameters) {
    write(
        forSink(
            insert,
            PhysicalPlanner.planRows(
                insert.query(), parameters, queries.tables(), settings.zone())));
  }

  /** Writes constants: who writes them wants to hear that one of them is wrong. */
  private long write(SinkPlan plan) {
    DataflowBuilder strict =
        new DataflowBuilder(engine.environment(), queries.tables(), true, Parallelism.NONE);
    return runToEnd(
        strict.forSinks("rheo-insert", List.of(plan), new QueryLosses()).start(() -> {}));
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
