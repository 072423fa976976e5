package io.rheo.engine.exec;

import io.rheo.engine.codegen.CompiledStage;
import io.rheo.engine.codegen.Stage;
import io.rheo.engine.codegen.StageCompiler;
import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.exec.graph.CutRules;
import io.rheo.engine.exec.graph.FanOut;
import io.rheo.engine.exec.loss.BadRecordCounts;
import io.rheo.engine.exec.loss.ErrorLogs;
import io.rheo.engine.exec.loss.JobLosses;
import io.rheo.engine.exec.loss.QueryLosses;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.PhysicalPlan;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WatermarkSpec;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Makes the scans of a dataflow: first its nodes without inputs are connected with their readers,
 * then the tables are opened, each once for all that read it.
 */
final class ScanBuilder {
  private static final DataType MILLIS = DataType.of(TypeName.TIMESTAMP);

  private final Clock clock;
  private final ErrorLogs errors;
  private final JobLosses jobs;
  private final Opener tables;
  private final Function<String, StageEnvironment> stages;
  private final List<Scan> scans = new ArrayList<>();
  private final BadRecordCounts badRecords = new BadRecordCounts();
  private final IdentityHashMap<PhysicalNode, Output> readers = new IdentityHashMap<>();

  /** Opens the source of a table. */
  @FunctionalInterface
  interface Opener {
    /**
     * A reader of the table.
     *
     * @param log takes the records that cannot be read
     */
    SourceReader open(PhysicalNode.Scan scan, ErrorLog log);
  }

  /**
   * A builder for one dataflow.
   *
   * @param stages what compiled code runs with, by the name under which it reports errors
   */
  ScanBuilder(
      Clock clock,
      ErrorLogs errors,
      JobLosses jobs,
      Opener tables,
      Function<String, StageEnvironment> stages) {
    this.clock = clock;
    this.errors = errors;
    this.jobs = jobs;
    this.tables = tables;
    this.stages = stages;
  }

  /** Lets a node without inputs, other than a view, hand its rows to a reader. */
  void connect(PhysicalNode leaf, Output reader) {
    if (leaf instanceof PhysicalNode.Values values) {
      add(RowsReader.of(values), untimed(reader));
    } else if (leaf instanceof PhysicalNode.ErrorScan scan) {
      add(RowsReader.of(scan, errorLogs(scan.name())), untimed(reader));
    } else if (leaf instanceof PhysicalNode.LateScan late) {
      QueryLosses job = jobs.of(late.job()).orElseGet(QueryLosses::new);
      add(RowsReader.of(late, job.lateRows()), untimed(reader));
    } else {
      readers.put(leaf, reader);
    }
  }

  /** Adds a scan that needs no table. */
  void add(SourceReader reader, ScanInput input) {
    scans.add(new Scan(reader, input));
  }

  /** A job is named after its sink unless it has a name of its own: the logs of both. */
  private List<ErrorLog> errorLogs(String name) {
    List<ErrorLog> logs = new ArrayList<>(List.of(errors.of(name)));
    jobs.of(name).ifPresent(job -> logs.add(job.rowErrors()));
    return logs;
  }

  /**
   * Opens the tables that the nodes connected so far read.
   *
   * @param windows at whose ends batches are cut
   */
  void openTables(List<PhysicalPlan> plans, List<TimeWindow> windows, CutRules cutRules) {
    SharedScans.of(plans, readers::containsKey).forEach(scan -> open(scan, windows, cutRules));
  }

  private void open(SharedScans.SharedScan shared, List<TimeWindow> windows, CutRules cutRules) {
    PhysicalNode.Scan scan = shared.scan();
    Output reader =
        FanOut.of(shared.readers().stream().map(each -> selecting(shared, each)).toList());
    ScanInput input =
        scan.watermark()
            .map(watermark -> timed(scan, watermark, windows, cutRules, reader))
            .orElseGet(() -> untimed(reader));
    ErrorLog log = errors.of(scan.table().name());
    badRecords.add(scan.table().name(), log);
    scans.add(new Scan(tables.open(scan, log), input, waiting(scan)));
  }

  private static Scan.Waiting waiting(PhysicalNode.Scan scan) {
    if (scan.table().options().isEmpty()) {
      return Scan.Waiting.FOR_WHAT_IS_THERE;
    }
    return scan.traits().bounded() ? Scan.Waiting.FOR_THE_END : Scan.Waiting.NOT;
  }

  private Output selecting(SharedScans.SharedScan shared, PhysicalNode.Scan reader) {
    Output output = readers.get(reader);
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
    return compiled.newStage(stages.apply("Scan " + shared.table().name()));
  }

  /** An input whose rows have no time. */
  ScanInput untimed(Output reader) {
    return new ScanInput(
        null,
        new SplitWatermarks(0, false),
        new PaneEdges(List.of()),
        CutRules.PLAIN,
        clock,
        reader);
  }

  private ScanInput timed(
      PhysicalNode.Scan scan,
      WatermarkSpec watermark,
      List<TimeWindow> windows,
      CutRules cutRules,
      Output reader) {
    return new ScanInput(
        timing(scan, watermark),
        new SplitWatermarks(watermark.idleTimeoutMillis(), watermark.advanceWithClock()),
        new PaneEdges(windows),
        cutRules,
        clock,
        reader);
  }

  private ScanTiming timing(PhysicalNode.Scan scan, WatermarkSpec watermark) {
    int columns = scan.rowType().size();
    OptionalLong delay = watermark.delayMillis();
    if (delay.isEmpty()) {
      Stage stage = appending(scan, watermark.watermark(), watermark.time());
      return ScanTiming.computed(columns, stage::apply);
    }
    if (watermark.time() instanceof Expr.InputRef time) {
      return ScanTiming.ofColumn(time.column(), delay.getAsLong());
    }
    return ScanTiming.computed(
        columns, delay.getAsLong(), appending(scan, watermark.time())::apply);
  }

  /** Appends times to the columns of a scan. */
  private Stage appending(PhysicalNode.Scan scan, Expr... times) {
    List<Expr> projections = new ArrayList<>();
    List<Field> fields = new ArrayList<>(scan.rowType().fields());
    for (int i = 0; i < fields.size(); i++) {
      projections.add(new Expr.InputRef(i, fields.get(i).type()));
    }
    for (Expr time : times) {
      projections.add(time);
      fields.add(new Field("$time" + projections.size(), MILLIS));
    }
    CompiledStage compiled =
        StageCompiler.compile(scan.rowType(), Optional.empty(), projections, new RowType(fields));
    return compiled.newStage(stages.apply("Scan " + scan.table().name()));
  }

  List<Scan> scans() {
    return scans;
  }

  /** What could not be read of each table. */
  BadRecordCounts badRecords() {
    return badRecords;
  }

  void close() {
    scans.forEach(Scan::close);
  }
}
