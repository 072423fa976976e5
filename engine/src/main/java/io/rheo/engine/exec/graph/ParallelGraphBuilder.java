package io.rheo.engine.exec.graph;

import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.operator.OperatorHost;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RepeatedNodes;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the operators of every worker, and what they exchange rows through. */
public final class ParallelGraphBuilder {
  private final List<OperatorFactory> factories;
  private final OperatorHost host;
  private final AtomicLong eventNumbers;
  private final List<ParallelStage> stages = new ArrayList<>();
  private final IdentityHashMap<Fragment, Integer> stageNumbers = new IdentityHashMap<>();
  private final IdentityHashMap<Fragment.Edge, List<Outbox>> outboxes = new IdentityHashMap<>();
  private final List<NodeLog> scanLogs = new ArrayList<>();
  private final Fragment.Edge result; // what leaves the last fragment

  /** What a node without inputs hands out. */
  private record NodeLog(PhysicalNode node, ScanLog log) {}

  /**
   * A builder for one query.
   *
   * @param factories one a worker
   * @param eventNumbers counts what the scans of the dataflow hand out
   * @param root of the plan
   */
  public ParallelGraphBuilder(
      List<OperatorFactory> factories,
      OperatorHost host,
      AtomicLong eventNumbers,
      PhysicalNode root) {
    this.factories = factories;
    this.host = host;
    this.eventNumbers = eventNumbers;
    result = new Fragment.Edge(root, Optional.empty(), new Distribution.OnOne());
    List<Fragment> fragments = Fragments.of(root);
    fragments.forEach(fragment -> add(fragment, fragments));
  }

  /**
   * Adds a fragment whose inputs were added before.
   *
   * @param all the fragments of the plan: one of them reads this one
   */
  private void add(Fragment fragment, List<Fragment> all) {
    List<Reader> readers = readers(fragment, all);
    List<FragmentWorker> made = new ArrayList<>();
    for (int worker = 0; worker < count(fragment); worker++) {
      List<Outbox> written = new ArrayList<>();
      for (Reader reader : readers) {
        Outbox outbox = new Outbox(worker, reader.edge().rows(), reader.workers());
        written.add(outbox);
        outboxes.computeIfAbsent(reader.edge(), edge -> new ArrayList<>()).add(outbox);
      }
      made.add(worker(fragment, worker, written));
    }
    stage(fragment).add(made);
  }

  /** The first stage after those of the fragments that it reads. */
  private ParallelStage stage(Fragment fragment) {
    int number =
        fragment.inputs().stream()
            .flatMap(edge -> edge.from().stream())
            .mapToInt(from -> stageNumbers.get(from) + 1)
            .max()
            .orElse(0);
    stageNumbers.put(fragment, number);
    if (number == stages.size()) {
      stages.add(new ParallelStage());
    }
    return stages.get(number);
  }

  private int count(Fragment fragment) {
    return fragment.onOne() ? 1 : factories.size();
  }

  /** Where the rows of a fragment go, and on how many workers these are. */
  private record Reader(Fragment.Edge edge, int workers) {}

  @SuppressWarnings("ReferenceEquality") // two fragments of a plan may look alike
  private List<Reader> readers(Fragment fragment, List<Fragment> all) {
    List<Reader> readers = new ArrayList<>();
    for (Fragment reader : all) {
      for (Fragment.Edge edge : reader.inputs()) {
        if (edge.from().filter(from -> from == fragment).isPresent()) {
          readers.add(new Reader(edge, count(reader)));
        }
      }
    }
    return readers.isEmpty() ? List.of(new Reader(result, 1)) : readers;
  }

  private FragmentWorker worker(Fragment fragment, int worker, List<Outbox> written) {
    OperatorGraph graph = new OperatorGraph(factories.get(worker), host, RepeatedNodes.NONE);
    graph.connect(
        fragment.root(),
        fragment.inputs().stream().map(Fragment.Edge::node).toList(),
        FanOut.of(List.copyOf(written)));
    List<Inbox> inboxes = new ArrayList<>();
    for (Fragment.Edge edge : fragment.inputs()) {
      inboxes.add(new Inbox(senders(fragment, edge, worker), graph.port(edge.node())));
    }
    return new FragmentWorker(inboxes, graph.nodes(), written);
  }

  private List<List<StepEvent>> senders(Fragment fragment, Fragment.Edge edge, int worker) {
    if (edge.from().isPresent()) {
      return outboxes.get(edge).stream().map(outbox -> outbox.of(worker)).toList();
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
  public List<OperatorGraph.Port> ports() {
    return scanLogs.stream().map(scan -> new OperatorGraph.Port(scan.node(), scan.log())).toList();
  }

  /**
   * The finished graph.
   *
   * @param reader takes the rows of the plan
   */
  public StepNode build(ParallelTasks tasks, Parallelism parallelism, Output reader) {
    Inbox results =
        new Inbox(outboxes.get(result).stream().map(outbox -> outbox.of(0)).toList(), reader);
    return new ParallelGraph(
        tasks, stages, new InboxMerge(List.of(results)), this::takeRowCount, parallelism);
  }

  private long takeRowCount() {
    long rows = 0;
    for (NodeLog scan : scanLogs) {
      rows += scan.log().takeRowCount();
    }
    return rows;
  }
}
