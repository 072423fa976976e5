package io.rheo.engine.exec;

import io.rheo.engine.exec.graph.CutRules;
import io.rheo.engine.exec.graph.OperatorFactory;
import io.rheo.engine.exec.graph.OperatorGraph;
import io.rheo.engine.exec.graph.ParallelGraphBuilder;
import io.rheo.engine.exec.graph.StepNode;
import io.rheo.engine.exec.output.NetChanges;
import io.rheo.engine.exec.output.StepUpserts;
import io.rheo.engine.exec.output.Terminal;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalPlan;
import io.rheo.engine.plan.RepeatedNodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One query of a dataflow in the making: its operators, on one worker or on several. */
final class QueryAssembly {
  private final PhysicalPlan plan;
  private final Assembly assembly;
  private final DataflowSettings settings;
  private final OperatorFactory operators; // of the first worker

  QueryAssembly(PhysicalPlan plan, Assembly assembly, DataflowSettings settings) {
    this.plan = plan;
    this.assembly = assembly;
    this.settings = settings;
    operators = assembly.operators(plan, 0);
  }

  PhysicalPlan plan() {
    return plan;
  }

  boolean isSatisfied() {
    return operators.isSatisfied();
  }

  /** Of a view nobody knows what its readers will be: they may judge each row. */
  CutRules cutRules() {
    boolean isJudged = assembly.readAnyTime() && RowTimes.of(plan.root().traits()).areThere();
    return isJudged ? operators.cutRules().or(CutRules.EXACT) : operators.cutRules();
  }

  /**
   * Makes the operators and connects them with what they read.
   *
   * @param upsertKey the columns by which rows replace each other; empty: they do not
   * @return inputs before their readers
   */
  List<StepNode> connect(Terminal terminal, List<Integer> upsertKey) {
    List<StepNode> last = new ArrayList<>(); // readers before their inputs
    Output reader = net(upsertKey.isEmpty() ? terminal : upserts(terminal, upsertKey, last), last);
    List<StepNode> nodes = new ArrayList<>(graph(reader));
    Collections.reverse(last);
    nodes.addAll(last);
    return nodes;
  }

  private Output upserts(Terminal terminal, List<Integer> key, List<StepNode> last) {
    StepUpserts upserts = new StepUpserts(plan.root().rowType(), key, terminal);
    last.add(upserts);
    return upserts;
  }

  private Output net(Output reader, List<StepNode> last) {
    if (!NetChanges.areNeeded(plan.root())) {
      return reader;
    }
    NetChanges net = new NetChanges(plan.root().rowType(), reader);
    last.add(net);
    return net;
  }

  private List<StepNode> graph(Output reader) {
    if (assembly.tasks().workers() > 1) {
      return List.of(parallelGraph(reader));
    }
    RepeatedNodes repeated = RepeatedNodes.of(plan.root());
    OperatorGraph graph =
        new OperatorGraph(operators, settings.environment().operators(), repeated);
    graph.connect(plan.root(), List.of(), reader);
    graph.ports().forEach(port -> assembly.connectLeaf(port.node(), port.output()));
    return graph.nodes();
  }

  private StepNode parallelGraph(Output reader) {
    List<OperatorFactory> factories = new ArrayList<>(List.of(operators));
    for (int worker = 1; worker < assembly.tasks().workers(); worker++) {
      factories.add(assembly.operators(plan, worker));
    }
    ParallelGraphBuilder graph =
        new ParallelGraphBuilder(
            factories, settings.environment().operators(), assembly.eventNumbers(), plan.root());
    graph.ports().forEach(port -> assembly.connectLeaf(port.node(), port.output()));
    return graph.build(assembly.tasks(), settings.parallelism(), reader);
  }
}
