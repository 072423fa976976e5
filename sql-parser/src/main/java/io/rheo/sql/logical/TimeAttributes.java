package io.rheo.sql.logical;

import io.rheo.sql.catalog.CatalogTable;
import io.rheo.sql.catalog.Column;
import io.rheo.sql.catalog.MaterializedTable;
import io.rheo.sql.catalog.MaterializedView;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.catalog.Watermark;
import io.rheo.sql.validate.MatchFunctions;
import io.rheo.sql.validate.RheoFunctions;
import io.rheo.sql.validate.WindowFunction;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Match;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Which output columns of a plan are time attributes: the watermark says something about them. A
 * time attribute stays one while it is handed on unchanged; {@code ts + INTERVAL '1' SECOND} or
 * {@code MAX(ts)} is an ordinary timestamp. Works on plans before and after optimisation.
 */
public final class TimeAttributes {
  private final boolean withProcessingTime;

  private TimeAttributes(boolean withProcessingTime) {
    this.withProcessingTime = withProcessingTime;
  }

  /** The columns that windows can divide: event times and processing times; empty if none. */
  public static ImmutableBitSet of(RelNode rel) {
    return new TimeAttributes(true).times(rel);
  }

  /** The columns whose times the watermark is about; empty if there is none. */
  public static ImmutableBitSet ofEventTime(RelNode rel) {
    return new TimeAttributes(false).times(rel);
  }

  private ImmutableBitSet times(RelNode rel) {
    if (rel instanceof TableScan scan) {
      return ofTable(scan);
    }
    if (rel instanceof Project project) {
      return projected(project.getProjects(), times(project.getInput()));
    }
    if (rel instanceof Calc calc) {
      List<RexNode> outputs =
          calc.getProgram().getProjectList().stream()
              .map(calc.getProgram()::expandLocalRef)
              .toList();
      return projected(outputs, times(calc.getInput()));
    }
    if (rel instanceof Filter
        || rel instanceof Sort
        || rel instanceof Window
        || rel instanceof LogicalFunctionJoin) {
      return times(rel.getInput(0));
    }
    if (rel instanceof TableFunctionScan function) {
      return ofFunction(function);
    }
    if (rel instanceof Aggregate aggregate) {
      return ofAggregate(aggregate);
    }
    if (rel instanceof Join join) {
      return join.getJoinType().projectsRight()
          ? both(join.getLeft(), join.getRight())
          : times(join.getLeft());
    }
    if (rel instanceof Correlate correlate) {
      return times(correlate.getLeft());
    }
    if (rel instanceof SetOp setOp) {
      return ofSetOp(setOp);
    }
    return rel instanceof Match match ? ofMatch(match) : ImmutableBitSet.of();
  }

  private ImmutableBitSet ofTable(TableScan scan) {
    CatalogTable table = scan.getTable().unwrap(CatalogTable.class);
    MaterializedTable view = scan.getTable().unwrap(MaterializedTable.class);
    if (view != null) {
      return ofView(view.definition());
    }
    if (table == null) {
      return ImmutableBitSet.of();
    }
    ImmutableBitSet.Builder times = ImmutableBitSet.builder();
    TableDefinition definition = table.definition();
    definition.watermark().map(Watermark::columnIndex).ifPresent(times::set);
    for (int i = 0; i < definition.columns().size(); i++) {
      if (definition.columns().get(i) instanceof Column.Computed computed
          && isProcessingTime(computed.expression())) {
        times.set(i);
      }
    }
    return times.build();
  }

  private static ImmutableBitSet ofView(MaterializedView view) {
    List<String> columns = view.columnNames();
    return ImmutableBitSet.range(columns.size()).stream()
        .filter(i -> view.timeAttributes().contains(columns.get(i)))
        .boxed()
        .collect(ImmutableBitSet.toImmutableBitSet());
  }

  private boolean isProcessingTime(RexNode expression) {
    return withProcessingTime
        && expression instanceof RexCall call
        && call.getOperator().equals(RheoFunctions.PROCTIME);
  }

  private ImmutableBitSet projected(List<RexNode> outputs, ImmutableBitSet input) {
    ImmutableBitSet.Builder times = ImmutableBitSet.builder();
    for (int i = 0; i < outputs.size(); i++) {
      RexNode output = outputs.get(i);
      boolean handedOn = output instanceof RexInputRef ref && input.get(ref.getIndex());
      if (handedOn || isProcessingTime(output)) {
        times.set(i);
      }
    }
    return times.build();
  }

  private ImmutableBitSet ofFunction(TableFunctionScan scan) {
    if (!(scan.getCall() instanceof RexCall call)
        || !(call.getOperator() instanceof WindowFunction function)) {
      return ImmutableBitSet.of();
    }
    RelNode data = scan.getInput(0);
    ImmutableBitSet times = times(data);
    int windowTime = data.getRowType().getFieldCount() + 2;
    boolean hasTime =
        windowTime < scan.getRowType().getFieldCount()
            && (withProcessingTime || !dividesProcessingTime(function, call, data));
    return hasTime ? times.set(windowTime) : times;
  }

  /** Then the window's time is one of processing too. */
  private static boolean dividesProcessingTime(
      WindowFunction function, RexCall call, RelNode data) {
    if (function.kind().countsRows()) {
      return false;
    }
    RexCall descriptor = (RexCall) call.getOperands().get(0);
    int column = ((RexInputRef) descriptor.getOperands().get(0)).getIndex();
    return !ofEventTime(data).get(column);
  }

  /** A group key that is a time attribute, such as window_time. */
  private ImmutableBitSet ofAggregate(Aggregate aggregate) {
    ImmutableBitSet input = times(aggregate.getInput());
    ImmutableBitSet.Builder times = ImmutableBitSet.builder();
    List<Integer> keys = aggregate.getGroupSet().toList();
    for (int i = 0; i < keys.size(); i++) {
      if (input.get(keys.get(i))) {
        times.set(i);
      }
    }
    return times.build();
  }

  private ImmutableBitSet both(RelNode left, RelNode right) {
    return times(left).union(times(right).shift(left.getRowType().getFieldCount()));
  }

  private ImmutableBitSet ofSetOp(SetOp setOp) {
    if (!(setOp instanceof Union)) {
      return times(setOp.getInput(0));
    }
    return setOp.getInputs().stream()
        .map(this::times)
        .reduce(ImmutableBitSet::intersect)
        .orElse(ImmutableBitSet.of());
  }

  /** The measures that are the time of the match; with all rows also the time of the rows. */
  private ImmutableBitSet ofMatch(Match match) {
    ImmutableBitSet.Builder times = ImmutableBitSet.builder();
    List<String> names = match.getRowType().getFieldNames();
    ImmutableBitSet input = times(match.getInput());
    match
        .getMeasures()
        .forEach(
            (name, measure) -> {
              if (isTimeOfMatch(measure, input) || isProcessingTime(measure)) {
                times.set(names.indexOf(name));
              }
            });
    List<String> rows = match.getInput().getRowType().getFieldNames();
    if (match.isAllRows() && !match.getOrderKeys().getFieldCollations().isEmpty()) {
      int order = match.getOrderKeys().getFieldCollations().get(0).getFieldIndex();
      if (input.get(order)) {
        times.set(names.indexOf(rows.get(order)));
      }
    }
    return times.build();
  }

  private static boolean isTimeOfMatch(RexNode measure, ImmutableBitSet input) {
    return measure instanceof RexCall call
        && call.getOperator().equals(MatchFunctions.MATCH_ROWTIME)
        && call.getOperands().get(0) instanceof RexInputRef time
        && input.get(time.getIndex());
  }
}
