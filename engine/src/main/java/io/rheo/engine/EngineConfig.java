package io.rheo.engine;

import io.rheo.engine.connector.Connector;
import io.rheo.engine.exec.graph.Parallelism;
import io.rheo.engine.function.JarPolicy;
import io.rheo.engine.operator.OperatorHost;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * How an engine runs its queries.
 *
 * @param stepRowsMax a step ends once it has taken so many rows, or less
 * @param clock what CURRENT_TIMESTAMP, idle timeouts and paced sources go by
 * @param connectors further connectors, found by their names before those that Rheo brings along
 * @param operators what stands in the place of each operator
 * @param jars from where functions may be loaded
 * @param parallelism on how many workers a query runs if its session does not say
 */
public record EngineConfig(
    int stepRowsMax,
    Clock clock,
    List<Connector> connectors,
    OperatorHost operators,
    JarPolicy jars,
    Parallelism parallelism) {
  private static final int STEP_ROWS_MAX = 64 * 1024;

  public EngineConfig {
    if (stepRowsMax <= 0) {
      throw new IllegalArgumentException("a step takes at least one row, got " + stepRowsMax);
    }
    connectors = List.copyOf(connectors);
  }

  /** The wall clock, and steps of at most 64 Ki rows. */
  public static EngineConfig defaults() {
    return new EngineConfig(
        STEP_ROWS_MAX,
        Clock.systemUTC(),
        List.of(),
        OperatorHost.DIRECT,
        JarPolicy.ANYWHERE,
        Parallelism.NONE);
  }

  public EngineConfig withStepRowsMax(int rows) {
    return new EngineConfig(rows, clock, connectors, operators, jars, parallelism);
  }

  public EngineConfig withClock(Clock newClock) {
    return new EngineConfig(stepRowsMax, newClock, connectors, operators, jars, parallelism);
  }

  public EngineConfig withConnector(Connector connector) {
    List<Connector> more = new ArrayList<>(connectors);
    more.add(connector);
    return new EngineConfig(stepRowsMax, clock, more, operators, jars, parallelism);
  }

  public EngineConfig withOperators(OperatorHost host) {
    return new EngineConfig(stepRowsMax, clock, connectors, host, jars, parallelism);
  }

  public EngineConfig withJars(JarPolicy policy) {
    return new EngineConfig(stepRowsMax, clock, connectors, operators, policy, parallelism);
  }

  public EngineConfig withParallelism(Parallelism workers) {
    return new EngineConfig(stepRowsMax, clock, connectors, operators, jars, workers);
  }
}
