package io.rheo.engine.exec;

import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.operator.OperatorHost;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the operators of every worker, and what they exchange rows through. */
final class ParallelGraphBuilder {
  private final List<OperatorFactory> factories;
  private final OperatorHost host;
  private final AtomicLong eventNumbers;
  private final List<List<FragmentWorker>> workers = new ArrayList<>(); // of each fragment
  private final IdentityHashMap<Fragment, List<Outbox>> outboxes = new IdentityHashMap<>();
  private final List<NodeLog> scanLogs = new ArrayList<>();
  private List<Outbox> last = List.of(); // of the fragment added last

  /** What a node without inputs hands out. */
  record NodeLog(PhysicalNode node, ScanLog log) {}

  /**
   * @param factories one a worker
   * @param eventNumbers counts what the scans of the dataflow hand out
   */
  ParallelGraphBuilder(
      List<OperatorFactory> factories, OperatorHost host, AtomicLong eventNumbers) {
    this.factories = factories;
    this.host = host;
    this.eventNumbers = eventNumbers;
  }

  /**
   * Adds a fragment whose inputs were added before.
   *
   * @param all the fragments of the plan: one of them reads this one
   */
  void add(Fragment fragment, List<Fragment> all) {
    last = new ArrayList<>();
    List<FragmentWorker> made = new ArrayList<>();
    for (int worker = 0; worker < count(fragment); worker++) {
      Outbox outbox = outbox(fragment, all);
      last.add(outbox);
      made.add(worker(fragment, worker, outbox));
    }
    outboxes.put(fragment, last);
    workers.add(made);
  }

  private int count(Fragment fragment) {
    return fragment.onOne() ? 1 : factories.size();
  }

  @SuppressWarnings("ReferenceEquality") // two fragments of a plan may look alike
  private Outbox outbox(Fragment fragment, List<Fragment> all) {
    for (Fragment reader : all) {
      for (Fragment.Edge edge : reader.inputs()) {
        if (edge.from().filter(from -> from == fragment).isPresent()) {
          return new Outbox(edge.keys(), count(reader));
        }
      }
    }
    return new Outbox(List.of(), 1); // the plan's result
  }

  private FragmentWorker worker(Fragment fragment, int worker, Outbox outbox) {
    OperatorGraph graph = new OperatorGraph(factories.get(worker), host);
    graph.connect(
        fragment.root(), fragment.inputs().stream().map(Fragment.Edge::node).toList(), outbox);
    List<Inbox> inboxes = new ArrayList<>();
    for (Fragment.Edge edge : fragment.inputs()) {
      inboxes.add(new Inbox(senders(fragment, edge, worker), graph.port(edge.node())));
    }
    return new FragmentWorker(inboxes, graph.nodes(), outbox);
  }

  private List<List<StepEvent>> senders(Fragment fragment, Fragment.Edge edge, int worker) {
    if (edge.from().isPresent()) {
      return outboxes.get(edge.from().get()).stream().map(outbox -> outbox.of(worker)).toList();
    }
    return List.of(scanLog(fragment, edge.node()).of(worker));
  }

  private ScanLog scanLog(Fragment fragment, PhysicalNode node) {
    for (NodeLog found : scanLogs) {
      if (found.node() == node) {
        return found.log();
      }
    }
    ScanLog log = new ScanLog(count(fragment), eventNumbers);
    scanLogs.add(new NodeLog(node, log));
    return log;
  }

  /** Where the rows of each node without inputs go. */
  List<NodeLog> scanLogs() {
    return scanLogs;
  }

  /**
   * The finished graph.
   *
   * @param reader takes the rows of the fragment that was added last
   */
  ParallelGraph build(ParallelTasks tasks, int inlineRowsMax, Output reader) {
    Inbox result = new Inbox(last.stream().map(outbox -> outbox.of(0)).toList(), reader);
    return new ParallelGraph(
        tasks,
        workers,
        new InboxMerge(List.of(result)),
        () -> scanLogs.stream().mapToLong(node -> node.log().takeRowCount()).sum(),
        inlineRowsMax);
  }
}
