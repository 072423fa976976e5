package io.rheo.engine.planner;

import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.PhysicalPlan;
import io.rheo.engine.plan.StateTtl;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.logical.LogicalFunctionJoin;
import io.rheo.sql.logical.LogicalQuery;
import io.rheo.sql.logical.LogicalVersions;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Match;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.core.Window;

/** Plans one query. Not reusable. */
public final class PhysicalPlanner {
  private final TableSources sources;
  private final Expressions expressions;
  private final LogicalQuery query;
  private boolean timesMatter; // to what stands above the node that is being planned
  private final ZoneId zone;
  private final List<TimeWindow> windows = new ArrayList<>();
  private boolean hasTimeWindow;
  private boolean snapshots;
  private final List<String> warnings = new ArrayList<>();

  private PhysicalPlanner(
      TableSources sources, Expressions expressions, LogicalQuery query, ZoneId zone) {
    this.zone = zone;
    this.sources = sources;
    this.expressions = expressions;
    this.query = query;
  }

  /**
   * The plan of a query. Fails with a {@code SqlError} if this version cannot run it.
   *
   * @param parameters the values of the query's parameters, in {@code BoxedValues} form
   * @param zone on whose clock TIMESTAMP_LTZ is shown and read
   */
  public static PhysicalPlan plan(
      LogicalQuery query, List<Object> parameters, TableSources sources, ZoneId zone) {
    return new PhysicalPlanner(sources, Expressions.of(query, parameters, zone), query, zone)
        .plan();
  }

  /**
   * The plan of a query for a reader: over nothing but materialized views it reads their rows at
   * one moment, unless it asks for changes. Fails likewise.
   */
  public static PhysicalPlan planReading(
      LogicalQuery query, List<Object> parameters, TableSources sources, ZoneId zone) {
    PhysicalPlanner planner =
        new PhysicalPlanner(sources, Expressions.of(query, parameters, zone), query, zone);
    planner.snapshots =
        query.emit() != io.rheo.sql.parse.EmitMode.CHANGES && ScannedTables.areViews(query.rel());
    return planner.plan();
  }

  /**
   * Whether the query is one row made of constants and parameters, such as {@code VALUES (?, 1)}.
   */
  public static boolean isParameterRow(LogicalQuery query) {
    return !query.parameterTypes().isEmpty()
        && query.rel() instanceof Calc calc
        && calc.getProgram().getCondition() == null
        && calc.getInput() instanceof Values values
        && values.getTuples().size() == 1;
  }

  /**
   * The plan of a query that {@link #isParameterRow}, for many rows at once: the parameters are the
   * columns of constant rows.
   */
  public static PhysicalPlan planRows(
      LogicalQuery query, List<List<Object>> parameters, TableSources sources, ZoneId zone) {
    Expressions expressions = Expressions.of(query, List.of(), zone);
    PhysicalPlanner planner = new PhysicalPlanner(sources, expressions, query, zone);
    Calc calc = (Calc) query.rel();
    PhysicalNode rows = ValuesPlanner.rows(query.parameterTypes(), parameters);
    return new PhysicalPlan(
        CalcPlanner.constants(calc, (Values) calc.getInput(), rows, planner), List.of());
  }

  private PhysicalPlan plan() {
    PhysicalNode root = plan(query.rel());
    EmitRules.check(query, hasTimeWindow);
    return new PhysicalPlan(root, windows, StateTtl.OFF, warnings);
  }

  /** Adds something that whoever runs the query should know. */
  void warn(SqlError warning) {
    warnings.add(warning.render());
  }

  /** Plans a node all of whose columns are used. */
  PhysicalNode plan(RelNode rel) {
    BitSet all = new BitSet();
    all.set(0, rel.getRowType().getFieldCount());
    return plan(rel, all);
  }

  /**
   * Plans a node and all below it.
   *
   * @param wanted the columns that are used above; the others may hold anything
   */
  PhysicalNode plan(RelNode rel, BitSet wanted) {
    boolean before = timesMatter;
    timesMatter |= readsTimes(rel);
    PhysicalNode node = planNode(rel, wanted);
    timesMatter = before;
    return node;
  }

  /** Whether the node may do something with the time attributes of its input. */
  private static boolean readsTimes(RelNode rel) {
    boolean unordered =
        rel instanceof Sort sort && sort.getCollation().getFieldCollations().isEmpty();
    return !unordered && !(rel instanceof Calc || rel instanceof Aggregate || rel instanceof SetOp);
  }

  private PhysicalNode planNode(RelNode rel, BitSet wanted) {
    if (rel instanceof TableScan scan) {
      return new TableScanPlanner().plan(scan, wanted, this);
    } else if (rel instanceof Calc calc) {
      return new CalcPlanner().plan(calc, wanted, this);
    } else if (rel instanceof Aggregate aggregate) {
      return new AggregatePlanner().plan(aggregate, wanted, this);
    } else if (rel instanceof TableFunctionScan function) {
      return new WindowFunctionPlanner().plan(function, wanted, this);
    } else if (rel instanceof LogicalFunctionJoin join) {
      return new FunctionJoinPlanner().plan(join, wanted, this);
    } else if (rel instanceof LogicalVersions versions) {
      return plan(versions.getInput(), wanted);
    } else if (rel instanceof AsofJoin join && join.getMatchCondition().isAlwaysTrue()) {
      return new CurrentJoinPlanner().plan(join, wanted, this);
    } else if (rel instanceof AsofJoin join) {
      return new VersionJoinPlanner().plan(join, wanted, this);
    } else if (rel instanceof Join join) {
      return new JoinPlanner().plan(join, wanted, this);
    } else if (rel instanceof Union union) {
      return new UnionPlanner().plan(union, wanted, this);
    } else if (rel instanceof Intersect || rel instanceof Minus) {
      return new SetOperationPlanner().plan((SetOp) rel, wanted, this);
    } else if (rel instanceof Sort sort) {
      return new SortPlanner().plan(sort, wanted, this);
    } else if (rel instanceof Window window) {
      return new OverPlanner().plan(window, wanted, this);
    } else if (rel instanceof Match match) {
      return new MatchPlanner().plan(match, wanted, this);
    } else if (rel instanceof Values values) {
      return new ValuesPlanner().plan(values, wanted, this);
    } else {
      throw UnsupportedNodes.error(rel, query.positions());
    }
  }

  /**
   * Whether a node above may do something with time attributes. If not, an operator need not see to
   * it that the watermark is right about the times of its rows.
   */
  boolean timesMatter() {
    return timesMatter;
  }

  /** Whether the query reads materialized views as they are, and not what changes. */
  boolean readsSnapshots() {
    return snapshots;
  }

  TableSources sources() {
    return sources;
  }

  Expressions expressions() {
    return expressions;
  }

  LogicalQuery query() {
    return query;
  }

  /** How windowed aggregates of this query emit. */
  EmitMode emit() {
    return query.emit() == io.rheo.sql.parse.EmitMode.CHANGES
        ? EmitMode.CHANGES
        : EmitMode.ON_WINDOW_CLOSE;
  }

  /** The session's time zone; empty if local times there are instants. */
  Optional<ZoneId> zone() {
    ZoneRules rules = zone.getRules();
    boolean isUtc = rules.isFixedOffset() && rules.getOffset(Instant.EPOCH).getTotalSeconds() == 0;
    return isUtc ? Optional.empty() : Optional.of(zone);
  }

  /** Notes that there are windows of time in the plan. */
  void hasTimeWindow() {
    hasTimeWindow = true;
  }

  /** Notes that windows of this kind close in the plan. */
  void addWindow(TimeWindow window) {
    windows.add(window);
  }
}
