package io.rheo.engine.exec.graph;

import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.OperatorHost;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.JoinNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RepeatedNodes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The operators of a plan, or of a part of it, connected. Rows come in through a port for each node
 * without inputs and for each node that is not part of it.
 */
public final class OperatorGraph {
  private final OperatorFactory operators;
  private final OperatorHost host;
  private final RepeatedNodes repeated;
  private final Map<PhysicalNode, List<Output>> waiting = new HashMap<>(); // readers of repeated
  private final List<StepNode> nodes = new ArrayList<>(); // readers before their inputs
  private final List<Port> ports = new ArrayList<>();

  /** Where the rows of a node without inputs, or of one that is not part of the graph, go in. */
  public record Port(PhysicalNode node, Output output) {}

  /**
   * A graph without operators so far.
   *
   * @param repeated the nodes whose operator is made once for several readers
   */
  public OperatorGraph(OperatorFactory operators, OperatorHost host, RepeatedNodes repeated) {
    this.operators = operators;
    this.host = host;
    this.repeated = repeated;
  }

  /**
   * Makes the operators of a node and all below it.
   *
   * @param outside nodes whose operators are elsewhere, with all below them
   * @param reader where the node's rows go
   */
  public void connect(PhysicalNode node, Collection<PhysicalNode> outside, Output reader) {
    if (node.inputs().isEmpty() || isIn(outside, node)) {
      ports.add(new Port(node, reader));
    } else if (repeated.isRepeated(node)) {
      List<Output> readers = waiting.computeIfAbsent(node, same -> new ArrayList<>());
      readers.add(reader);
      if (readers.size() == repeated.readers(node)) { // else some reader comes later
        make(node, outside, new FanOut(readers));
      }
    } else {
      make(node, outside, reader);
    }
  }

  private void make(PhysicalNode node, Collection<PhysicalNode> outside, Output reader) {
    if (node instanceof PhysicalNode.Union union) {
      UnionNode merged = new UnionNode(union.inputs().size(), reader);
      for (int i = 0; i < union.inputs().size(); i++) {
        connect(union.inputs().get(i), outside, merged.port(i));
      }
    } else if (node instanceof PhysicalNode.SetOperation set) {
      connectInputs(set, outside, () -> operators.set(set), reader);
    } else if (node instanceof JoinNode join) {
      connectInputs(join, outside, () -> operators.join(join), reader);
    } else {
      OperatorNode operator = new OperatorNode(host.host(() -> operators.operator(node)), reader);
      nodes.add(operator);
      connect(node.inputs().get(0), outside, operator);
    }
  }

  private static boolean isIn(Collection<PhysicalNode> outside, PhysicalNode node) {
    return outside.stream().anyMatch(other -> other == node);
  }

  private void connectInputs(
      PhysicalNode node,
      Collection<PhysicalNode> outside,
      Supplier<MultiInputOperator> maker,
      Output reader) {
    int inputs = node.inputs().size();
    MultiInputNode operator = new MultiInputNode(host.hostMultiInput(maker), inputs, reader);
    nodes.add(operator);
    for (int i = 0; i < inputs; i++) {
      connect(node.inputs().get(i), outside, operator.port(i));
    }
  }

  /** The operators, inputs before those who read them. */
  public List<StepNode> nodes() {
    List<StepNode> inputsFirst = new ArrayList<>(nodes);
    Collections.reverse(inputsFirst);
    return inputsFirst;
  }

  /** The places where rows come in, from left to right. */
  public List<Port> ports() {
    return ports;
  }

  /** Where the rows of one node come in. */
  Output port(PhysicalNode node) {
    return ports.stream().filter(port -> port.node() == node).findFirst().orElseThrow().output();
  }
}
