package io.rheo.engine.exec;

import io.rheo.engine.connector.Sink;
import io.rheo.engine.exec.graph.Parallelism;
import io.rheo.engine.exec.loss.QueryLosses;
import io.rheo.engine.exec.output.ResultQueue;
import io.rheo.engine.exec.output.ResultTerminal;
import io.rheo.engine.plan.PhysicalPlan;
import java.util.List;

/** Makes dataflows of plans. */
public final class DataflowBuilder {
  private final DataflowSettings settings;

  /**
   * A builder for one session.
   *
   * @param failOnRowError whether a row on which an expression fails ends the query; else it is
   *     counted and left out
   */
  public DataflowBuilder(
      ExecEnvironment environment,
      TableAccess tables,
      boolean failOnRowError,
      Parallelism parallelism) {
    settings = new DataflowSettings(environment, tables, failOnRowError, parallelism);
  }

  /** A dataflow, not started, whose rows are for a reader. */
  public RunningDataflow forReader(String name, PhysicalPlan plan) {
    ResultQueue queue = new ResultQueue();
    return new Assembly(name, settings, new QueryLosses(), false)
        .add(plan, new ResultTerminal(queue), List.of())
        .build(queue);
  }

  /**
   * A query, and where its rows go.
   *
   * @param table the name of the sink's table
   */
  public record SinkPlan(String table, PhysicalPlan plan, Sink sink) {}

  /** A dataflow, not started, that reads each table once for all queries. */
  public RunningDataflow forSinks(String name, List<SinkPlan> plans, QueryLosses losses) {
    Assembly assembly = new Assembly(name, settings, losses, false);
    for (SinkPlan plan : plans) {
      assembly.add(plan.plan(), plan.sink());
    }
    return assembly.build(new ResultQueue());
  }

  /**
   * Starts keeping the result of a query, together with the views that the query reads.
   *
   * @param name of the view
   */
  public RunningView startView(String name, PhysicalPlan plan, QueryLosses losses)
      throws InterruptedException {
    ViewTerminal terminal = new ViewTerminal(new LiveView(name, plan.root()));
    Assembly assembly = new Assembly(name, settings, losses, true).add(plan, terminal, List.of());
    return settings.environment().views().start(assembly.view(terminal));
  }
}
