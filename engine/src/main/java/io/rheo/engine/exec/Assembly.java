package io.rheo.engine.exec;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.exec.graph.CutRules;
import io.rheo.engine.exec.graph.OperatorFactory;
import io.rheo.engine.exec.graph.StepNode;
import io.rheo.engine.exec.graph.Workers;
import io.rheo.engine.exec.loss.QueryLosses;
import io.rheo.engine.exec.output.ResultQueue;
import io.rheo.engine.exec.output.SinkTerminal;
import io.rheo.engine.exec.output.Terminal;
import io.rheo.engine.function.FunctionInstances;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.PhysicalPlan;
import io.rheo.engine.plan.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A dataflow in the making: what its queries share. First all queries are added, then it is built;
 * if either fails, what was opened is closed.
 */
final class Assembly {
  private final String name;
  private final DataflowSettings settings;
  private final boolean readAnyTime;
  private final ParallelTasks tasks;
  private final Optional<Workers> workers;
  private final AtomicLong eventNumbers = new AtomicLong();
  private final StepClock clock;
  private final InsertionHorizon horizon = new InsertionHorizon();
  private final QueryLosses losses;
  private final List<StepNode> nodes = new ArrayList<>(); // inputs before their readers
  private final ScanBuilder scans;
  private final ReadViews readViews = new ReadViews();
  private final List<FunctionInstances> functions = new ArrayList<>(); // of each worker
  private final List<QueryAssembly> queries = new ArrayList<>();
  private final List<Terminal> terminals = new ArrayList<>();

  /**
   * @param readAnyTime whether its result can be asked for before there are rows
   */
  Assembly(String name, DataflowSettings settings, QueryLosses losses, boolean readAnyTime) {
    this.name = name;
    this.settings = settings;
    this.readAnyTime = readAnyTime;
    this.losses = losses;
    ExecEnvironment environment = settings.environment();
    clock = new StepClock(environment.clock());
    int count = settings.parallelism().workers();
    workers = count > 1 ? Optional.of(new Workers(name, count)) : Optional.empty();
    tasks = workers.map(ParallelTasks.class::cast).orElse(ParallelTasks.SEQUENTIAL);
    for (int i = 0; i < tasks.workers(); i++) {
      functions.add(new FunctionInstances());
    }
    scans =
        new ScanBuilder(
            environment.clock(),
            environment.errors(),
            environment.jobs(),
            this::open,
            operator -> stageEnvironment(operator, 0));
  }

  Assembly add(PhysicalPlan plan, Sink sink) {
    return add(plan, new SinkTerminal(orClose(sink::open)), sink.upsertKey());
  }

  /**
   * @param upsertKey the columns by which rows replace each other; empty: they do not
   */
  Assembly add(PhysicalPlan plan, Terminal terminal, List<Integer> upsertKey) {
    terminals.add(terminal);
    QueryAssembly query = new QueryAssembly(plan, this, settings);
    queries.add(query);
    return orClose(
        () -> {
          nodes.addAll(query.connect(terminal, upsertKey));
          return this;
        });
  }

  RunningDataflow build(ResultQueue queue) {
    if (!readViews.isEmpty()) {
      ScanInput counted = scans.untimed(readViews.all());
      scans.add(readViews.reader(settings.environment().views(), counted), counted);
    }
    return new RunningDataflow(name, dataflow(), queue, metrics());
  }

  /** A view that shares the steps of those that it reads. */
  ViewMember view(ViewTerminal terminal) {
    ViewMember member = new ViewMember(dataflow(), terminal, metrics(), horizon);
    readViews.connect(member, settings.environment().views());
    member.cutFor(windows(), cutRules());
    return member;
  }

  private RunningDataflow.Metrics metrics() {
    return new RunningDataflow.Metrics(losses, scans.badRecords());
  }

  private Dataflow dataflow() {
    Dataflow dataflow = orClose(this::opened);
    dataflow.onClose(this::closeWorkers);
    return dataflow;
  }

  private Dataflow opened() {
    scans.openTables(plans(), windows(), cutRules());
    return new Dataflow(
        scans.scans(),
        nodes,
        new Terminals(terminals),
        clock,
        StepRows.most(settings, plans()),
        this::isSatisfied);
  }

  /** Asked for each batch that is read. */
  private boolean isSatisfied() {
    for (QueryAssembly query : queries) {
      if (!query.isSatisfied()) {
        return false;
      }
    }
    return true;
  }

  private List<PhysicalPlan> plans() {
    return queries.stream().map(QueryAssembly::plan).toList();
  }

  private List<TimeWindow> windows() {
    return queries.stream().flatMap(query -> query.plan().windows().stream()).toList();
  }

  private CutRules cutRules() {
    return queries.stream().map(QueryAssembly::cutRules).reduce(CutRules.PLAIN, CutRules::or);
  }

  private <T> T orClose(Supplier<T> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      scans.close();
      terminals.forEach(Terminal::close);
      closeWorkers();
      throw e;
    }
  }

  private void closeWorkers() {
    workers.ifPresent(Workers::close);
    functions.forEach(FunctionInstances::close);
  }

  private SourceReader open(PhysicalNode.Scan scan, ErrorLog log) {
    return settings
        .tables()
        .source(scan)
        .open(new SourceEnvironment(log, settings.environment().clock(), tasks, horizon::last));
  }

  /** Lets a node without inputs hand its rows to a reader. */
  void connectLeaf(PhysicalNode leaf, Output reader) {
    if (leaf instanceof PhysicalNode.ViewScan view) {
      readViews.add(view, reader);
    } else {
      scans.connect(leaf, reader);
    }
  }

  /** What makes the operators of one worker. */
  OperatorFactory operators(PhysicalPlan plan, int worker) {
    return new OperatorFactory(
        operator -> stageEnvironment(operator, worker),
        losses,
        settings.environment().clock(),
        clock::nowMillis,
        plan,
        readAnyTime);
  }

  private StageEnvironment stageEnvironment(String operator, int worker) {
    return new StageEnvironment(
        operator,
        losses.rowErrors(),
        settings.failOnRowError(),
        clock::nowMillis,
        functions.get(worker));
  }

  boolean readAnyTime() {
    return readAnyTime;
  }

  ParallelTasks tasks() {
    return tasks;
  }

  AtomicLong eventNumbers() {
    return eventNumbers;
  }
}
