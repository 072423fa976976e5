package io.rheo.engine;

import io.rheo.engine.exec.DataflowBuilder;
import io.rheo.engine.exec.RunningDataflow;
import io.rheo.engine.exec.TableAccess;
import io.rheo.engine.exec.graph.Parallelism;
import io.rheo.engine.plan.PhysicalPlan;
import io.rheo.engine.planner.PhysicalPlanner;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.sql.logical.LogicalQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Plans and starts the queries of one session. */
final class Queries {
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

  /** The plan of a query whose rows somebody reads; see {@link PhysicalPlanner#planReading}. */
  PhysicalPlan planReading(LogicalQuery query, List<Object> parameters) {
    return PhysicalPlanner.planReading(query, parameters, tables(), settings.zone())
        .withTtl(settings.stateTtl().toMillis());
  }

  /** The plan of a materialized view: tables that Rheo stores have no end for it. */
  PhysicalPlan viewPlan(LogicalQuery query) {
    return PhysicalPlanner.plan(query, List.of(), viewTables(), settings.zone())
        .withTtl(settings.stateTtl().toMillis());
  }

  private TableAccess viewTables() {
    return engine.tables(false, settings.isTrue(Settings.CDC_DUPLICATES));
  }

  DataflowBuilder viewBuilder() {
    // Who windows the rows of a view asks for the watermark that held at each: that of one thread.
    return new DataflowBuilder(
        engine.environment(), viewTables(), failOnRowError(), Parallelism.NONE);
  }

  private boolean failOnRowError() {
    return settings.find(Settings.ROW_ERROR).filter("fail"::equals).isPresent();
  }

  /** A NULL for each parameter, with which a statement can be planned before they are known. */
  List<Object> placeholders(LogicalQuery query) {
    return Collections.nCopies(query.parameterTypes().size(), null);
  }

  QueryShape shape(LogicalQuery query) {
    return shape(query, planReading(query, placeholders(query)));
  }

  private static QueryShape shape(LogicalQuery query, PhysicalPlan plan) {
    List<Field> fields = new ArrayList<>();
    RowType rowType = plan.root().rowType();
    for (int i = 0; i < rowType.size(); i++) {
      fields.add(new Field(query.columnNames().get(i), rowType.type(i)));
    }
    return new QueryShape(
        new RowType(fields),
        plan.root().traits().updating(),
        plan.root().traits().bounded(),
        plan.warnings());
  }

  QueryCursor open(LogicalQuery query, List<Object> parameters, Consumer<QueryCursor> whenClosed) {
    PhysicalPlan plan = planReading(query, parameters);
    RunningDataflow dataflow = builder().forReader("rheo-query", plan);
    dataflow.start(() -> {});
    return new QueryCursor(shape(query, plan), dataflow, whenClosed);
  }

  DataflowBuilder builder() {
    return new DataflowBuilder(engine.environment(), tables(), failOnRowError(), parallelism());
  }

  private Parallelism parallelism() {
    Parallelism parallelism = engine.parallelism();
    return settings.parallelism().map(parallelism::withWorkers).orElse(parallelism);
  }
}
