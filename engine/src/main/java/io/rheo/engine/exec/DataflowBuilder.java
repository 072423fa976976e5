package io.rheo.engine.exec;

import io.rheo.engine.codegen.CompiledStage;
import io.rheo.engine.codegen.Stage;
import io.rheo.engine.codegen.StageCompiler;
import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.function.FunctionInstances;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.PhysicalPlan;
import io.rheo.engine.plan.RepeatedNodes;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WatermarkSpec;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Makes dataflows of plans. */
public final class DataflowBuilder {
  private static final DataType MILLIS = DataType.of(TypeName.TIMESTAMP);

  private final ExecEnvironment environment;
  private final TableAccess tables;
  private final boolean failOnRowError;
  private final Parallelism parallelism;

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
    this.environment = environment;
    this.tables = tables;
    this.failOnRowError = failOnRowError;
    this.parallelism = parallelism;
  }

  /** A dataflow, not started, whose rows are for a reader. */
  public RunningDataflow forReader(String name, PhysicalPlan plan) {
    ResultQueue queue = new ResultQueue();
    return new Assembly(name, new QueryLosses(), parallelism, false)
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
    Assembly assembly = new Assembly(name, losses, parallelism, false);
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
    PhysicalNode root = plan.root();
    ViewTerminal terminal = new ViewTerminal(new LiveView(name, root));
    Assembly assembly =
        new Assembly(name, losses, parallelism, true).add(plan, terminal, List.of());
    return environment.views().start(assembly.view(terminal));
  }

  /** A dataflow in the making: what its queries share. */
  private final class Assembly {
    private final String name;
    private final boolean readAnyTime;
    private final ParallelTasks tasks;
    private final Optional<Workers> workers;
    private final AtomicLong eventNumbers = new AtomicLong();
    private final StepClock clock = new StepClock(environment.clock());
    private final InsertionHorizon horizon = new InsertionHorizon();
    private final QueryLosses losses;
    private final List<ErrorLog> badRecords = new ArrayList<>();
    private final List<StepNode> nodes = new ArrayList<>(); // inputs before their readers
    private final List<Scan> scans = new ArrayList<>();
    private final IdentityHashMap<PhysicalNode, Output> readersOfScans = new IdentityHashMap<>();
    private final ReadViews readViews = new ReadViews();
    private final List<FunctionInstances> functions = new ArrayList<>(); // of each worker
    private final List<Building> queries = new ArrayList<>();
    private final List<Terminal> terminals = new ArrayList<>();

    /**
     * @param readAnyTime whether its result can be asked for before there are rows
     */
    Assembly(String name, QueryLosses losses, Parallelism parallelism, boolean readAnyTime) {
      this.name = name;
      this.readAnyTime = readAnyTime;
      this.losses = losses;
      workers =
          parallelism.workers() > 1
              ? Optional.of(new Workers(name, parallelism.workers()))
              : Optional.empty();
      tasks = workers.map(ParallelTasks.class::cast).orElse(ParallelTasks.SEQUENTIAL);
      for (int i = 0; i < tasks.workers(); i++) {
        functions.add(new FunctionInstances());
      }
    }

    Assembly add(PhysicalPlan plan, Sink sink) {
      return add(plan, new SinkTerminal(orClose(sink::open)), sink.upsertKey());
    }

    /**
     * @param upsertKey the columns by which rows replace each other; empty: they do not
     */
    Assembly add(PhysicalPlan plan, Terminal terminal, List<Integer> upsertKey) {
      terminals.add(terminal);
      Building query = new Building(plan, terminal, this);
      queries.add(query);
      return orClose(
          () -> {
            query.connect(upsertKey);
            return this;
          });
    }

    RunningDataflow build(ResultQueue queue) {
      if (!readViews.isEmpty()) {
        ScanInput counted = queries.get(0).untimed(readViews.all());
        scans.add(new Scan(readViews.reader(environment.views(), counted), counted));
      }
      Dataflow dataflow = orClose(this::dataflow);
      dataflow.onClose(this::closeWorkers);
      return new RunningDataflow(
          name, dataflow, queue, new RunningDataflow.Metrics(losses, badRecords));
    }

    /** A view that shares the steps of those that it reads. */
    ViewMember view(ViewTerminal terminal) {
      Dataflow dataflow = orClose(this::dataflow);
      dataflow.onClose(this::closeWorkers);
      ViewMember member =
          new ViewMember(
              dataflow, terminal, new RunningDataflow.Metrics(losses, badRecords), horizon);
      readViews.connect(member, environment.views());
      member.cutFor(windows(), cutRules());
      return member;
    }

    private Dataflow dataflow() {
      List<PhysicalPlan> plans = queries.stream().map(query -> query.plan).toList();
      SharedScans.of(plans, readersOfScans::containsKey).forEach(queries.get(0)::open);
      return new Dataflow(
          scans,
          nodes,
          new Terminals(terminals),
          clock,
          environment.stepRowsMax(),
          () -> queries.stream().allMatch(query -> query.operators.isSatisfied()));
    }

    private <T> T orClose(Supplier<T> step) {
      try {
        return step.get();
      } catch (RuntimeException e) {
        scans.forEach(Scan::close);
        terminals.forEach(Terminal::close);
        closeWorkers();
        throw e;
      }
    }

    private void closeWorkers() {
      workers.ifPresent(Workers::close);
      functions.forEach(FunctionInstances::close);
    }

    List<TimeWindow> windows() {
      return queries.stream().flatMap(query -> query.plan.windows().stream()).toList();
    }

    CutRules cutRules() {
      return queries.stream().map(Building::cutRules).reduce(CutRules.PLAIN, CutRules::or);
    }
  }

  /** One query of a dataflow in the making. */
  private final class Building {
    private final PhysicalPlan plan;
    private final Terminal terminal;
    private final Assembly assembly;
    private final StepClock clock;
    private final QueryLosses losses;
    private final List<ErrorLog> badRecords;
    private final List<StepNode> nodes;
    private final List<Scan> scans;
    private final IdentityHashMap<PhysicalNode, Output> readersOfScans;
    private final OperatorFactory operators;

    Building(PhysicalPlan plan, Terminal terminal, Assembly assembly) {
      this.plan = plan;
      this.terminal = terminal;
      this.assembly = assembly;
      clock = assembly.clock;
      losses = assembly.losses;
      badRecords = assembly.badRecords;
      nodes = assembly.nodes;
      scans = assembly.scans;
      readersOfScans = assembly.readersOfScans;
      operators = factory(0);
    }

    /** What makes the operators of one worker. */
    private OperatorFactory factory(int worker) {
      return new OperatorFactory(
          name -> stageEnvironment(name, worker),
          losses,
          environment.clock(),
          clock::nowMillis,
          plan,
          assembly.readAnyTime);
    }

    /** Of a view nobody knows what its readers will be: they may judge each row. */
    CutRules cutRules() {
      boolean isJudged = assembly.readAnyTime && RowTimes.of(plan.root().traits()).areThere();
      return isJudged ? operators.cutRules().or(CutRules.EXACT) : operators.cutRules();
    }

    void connect(List<Integer> upsertKey) {
      List<StepNode> last = new ArrayList<>();
      Output reader = net(upsertKey.isEmpty() ? terminal : upserts(upsertKey, last), last);
      if (assembly.tasks.workers() > 1) {
        nodes.add(parallelGraph(reader));
      } else {
        RepeatedNodes repeated = RepeatedNodes.of(plan.root());
        OperatorGraph graph = new OperatorGraph(operators, environment.operators(), repeated);
        graph.connect(plan.root(), List.of(), reader);
        graph.ports().forEach(port -> connectLeaf(port.node(), port.output()));
        nodes.addAll(graph.nodes());
      }
      Collections.reverse(last);
      nodes.addAll(last);
    }

    private StepNode parallelGraph(Output reader) {
      List<OperatorFactory> factories = new ArrayList<>(List.of(operators));
      for (int worker = 1; worker < assembly.tasks.workers(); worker++) {
        factories.add(factory(worker));
      }
      ParallelGraphBuilder graph =
          new ParallelGraphBuilder(
              factories, environment.operators(), assembly.eventNumbers, plan.root());
      List<Fragment> fragments = Fragments.of(plan.root());
      fragments.forEach(fragment -> graph.add(fragment, fragments));
      graph.scanLogs().forEach(scan -> connectLeaf(scan.node(), scan.log()));
      return graph.build(assembly.tasks, parallelism.inlineRowsMax(), reader);
    }

    private Output upserts(List<Integer> key, List<StepNode> last) {
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

    private void connectLeaf(PhysicalNode leaf, Output reader) {
      if (leaf instanceof PhysicalNode.Values values) {
        scans.add(new Scan(RowsReader.of(values), untimed(reader)));
      } else if (leaf instanceof PhysicalNode.ErrorScan errors) {
        scans.add(new Scan(RowsReader.of(errors, errorLogs(errors.name())), untimed(reader)));
      } else if (leaf instanceof PhysicalNode.LateScan late) {
        QueryLosses job = environment.jobs().of(late.job()).orElseGet(QueryLosses::new);
        scans.add(new Scan(RowsReader.of(late, job.lateRows()), untimed(reader)));
      } else if (leaf instanceof PhysicalNode.ViewScan view) {
        assembly.readViews.add(view, reader);
      } else {
        readersOfScans.put(leaf, reader);
      }
    }

    /** A job is named after its sink unless it has a name of its own: the logs of both. */
    private List<ErrorLog> errorLogs(String name) {
      List<ErrorLog> logs = new ArrayList<>(List.of(environment.errors().of(name)));
      environment.jobs().of(name).ifPresent(job -> logs.add(job.rowErrors()));
      return logs;
    }

    private ScanInput untimed(Output reader) {
      return new ScanInput(
          null,
          new SplitWatermarks(0, false),
          new PaneEdges(List.of()),
          CutRules.PLAIN,
          environment.clock(),
          reader);
    }

    private void open(SharedScans.SharedScan shared) {
      PhysicalNode.Scan scan = shared.scan();
      List<Output> readers =
          shared.readers().stream().map(reader -> selecting(shared, reader)).toList();
      Output reader = readers.size() == 1 ? readers.get(0) : new FanOut(readers);
      ScanInput input =
          scan.watermark().map(watermark -> timed(scan, watermark, reader)).orElse(untimed(reader));
      ErrorLog log = environment.errors().of(scan.table().name());
      badRecords.add(log);
      SourceReader source =
          tables
              .source(scan)
              .open(
                  new SourceEnvironment(
                      log, environment.clock(), assembly.tasks, assembly.horizon::last));
      scans.add(new Scan(source, input, waiting(scan)));
    }

    private static Scan.Waiting waiting(PhysicalNode.Scan scan) {
      if (scan.table().options().isEmpty()) {
        return Scan.Waiting.FOR_WHAT_IS_THERE;
      }
      return scan.traits().bounded() ? Scan.Waiting.FOR_THE_END : Scan.Waiting.NOT;
    }

    private Output selecting(SharedScans.SharedScan shared, PhysicalNode.Scan reader) {
      Output output = readersOfScans.get(reader);
      int[] columns = shared.columns(reader);
      return shared.isFiltered(reader)
          ? new FilteredSelection(filterStage(shared.scan(), reader, columns), output)
          : new ColumnSelection(columns, output);
    }

    /** The rows and columns that one reader of a shared scan wants. */
    private Stage filterStage(PhysicalNode.Scan shared, PhysicalNode.Scan reader, int[] columns) {
      List<Expr> projections = new ArrayList<>();
      for (int column : columns) {
        projections.add(new Expr.InputRef(column, shared.rowType().type(column)));
      }
      Expr condition = ScanUnion.test(reader.filter().orElseThrow(), shared);
      CompiledStage compiled =
          StageCompiler.compile(
              shared.rowType(), Optional.of(condition), projections, reader.rowType());
      return compiled.newStage(stageEnvironment("Scan " + shared.table().name(), 0));
    }

    private ScanInput timed(PhysicalNode.Scan scan, WatermarkSpec watermark, Output reader) {
      Stage timing = timingStage(scan, watermark);
      return new ScanInput(
          timing::apply,
          new SplitWatermarks(watermark.idleTimeoutMillis(), watermark.advanceWithClock()),
          new PaneEdges(assembly.windows()),
          assembly.cutRules(),
          environment.clock(),
          reader);
    }

    /** Appends each row's watermark and time to the columns of a scan. */
    private Stage timingStage(PhysicalNode.Scan scan, WatermarkSpec watermark) {
      List<Expr> projections = new ArrayList<>();
      List<Field> fields = new ArrayList<>(scan.rowType().fields());
      for (int i = 0; i < fields.size(); i++) {
        projections.add(new Expr.InputRef(i, fields.get(i).type()));
      }
      projections.addAll(Arrays.asList(watermark.watermark(), watermark.time()));
      fields.addAll(List.of(new Field("$watermark", MILLIS), new Field("$time", MILLIS)));
      CompiledStage compiled =
          StageCompiler.compile(scan.rowType(), Optional.empty(), projections, new RowType(fields));
      return compiled.newStage(stageEnvironment("Scan " + scan.table().name(), 0));
    }

    private StageEnvironment stageEnvironment(String operator, int worker) {
      return new StageEnvironment(
          operator,
          losses.rowErrors(),
          failOnRowError,
          clock::nowMillis,
          assembly.functions.get(worker));
    }
  }
}
