package io.rheo.engine.planner;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.WindowColumns;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.plan.WindowProperty;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.Aggregate;

/** Builds a calculation, the aggregate of a window, and a calculation. */
final class WindowFusion {
  private final Aggregate rel;
  private final PhysicalPlanner planner;
  private final WindowShape shape;
  private final GroupingSets sets;
  private final List<Integer> keys;
  private final List<Integer> rowKeys; // those that are no window bounds
  private final List<Expr> inputs = new ArrayList<>(); // of the aggregate, over the source
  private final List<WindowProperty> properties = new ArrayList<>();

  WindowFusion(
      Aggregate rel,
      PhysicalPlanner planner,
      WindowShape shape,
      GroupingSets sets,
      List<Integer> keys) {
    this.rel = rel;
    this.planner = planner;
    this.shape = shape;
    this.sets = sets;
    this.keys = keys;
    rowKeys = keys.stream().filter(key -> !shape.usesWindow(shape.projections().get(key))).toList();
  }

  PhysicalNode build() {
    rowKeys.forEach(this::column);
    usedProperties();
    if (shape.function() instanceof WindowNode.WindowAssign assign) {
      return overTime(assign);
    } else if (shape.function() instanceof WindowNode.SessionAssign assign) {
      return overSessions(assign);
    } else {
      return overRows((WindowNode.CountWindowAssign) shape.function());
    }
  }

  private void usedProperties() {
    BitSet used = new BitSet();
    keys.forEach(key -> ExprMapping.collect(shape.projections().get(key), used));
    shape.conjunction(shape::usesWindow).ifPresent(expr -> ExprMapping.collect(expr, used));
    for (WindowProperty property : WindowProperty.values()) {
      if (used.get(shape.column(property))) {
        properties.add(property);
      }
    }
  }

  private PhysicalNode overTime(WindowNode.WindowAssign assign) {
    int time = column(CalcBuilder.ref(shape.source(), assign.timeColumn()));
    List<AggregateCall> calls = aggregates();
    GroupingSets.Expanded rows = sets.expand(below(), rowKeys, this::column);
    List<Integer> groupColumns = rows.groupColumns();
    PhysicalNode aggregate =
        new WindowNode.WindowAggregate(
            rows.node(),
            assign.window(),
            time,
            groupColumns,
            calls,
            properties,
            planner.emit(),
            rowType(rows.node(), groupColumns, calls),
            traits(rows.node(), groupColumns.size() + calls.size()));
    return above(aggregate, groupColumns.size(), rowKeys, rows.set() < 0 ? -1 : rowKeys.size());
  }

  private PhysicalNode overSessions(WindowNode.SessionAssign assign) {
    int time = column(CalcBuilder.ref(shape.source(), assign.timeColumn()));
    List<AggregateCall> calls = aggregates();
    List<Integer> groupColumns = rowKeys.stream().map(this::column).toList();
    PhysicalNode below = below();
    PhysicalNode aggregate =
        new WindowNode.SessionAggregate(
            below,
            assign.window(),
            time,
            groupColumns,
            calls,
            properties,
            planner.emit(),
            rowType(below, groupColumns, calls),
            traits(below, groupColumns.size() + calls.size()));
    return above(aggregate, groupColumns.size(), rowKeys, -1);
  }

  private StreamTraits traits(PhysicalNode below, int firstProperty) {
    boolean updating = planner.emit() == EmitMode.CHANGES;
    int time = place(WindowProperty.WINDOW_TIME, firstProperty);
    return new StreamTraits(
        updating,
        below.traits().bounded(),
        time < 0 || updating ? List.of() : List.of(time),
        windowColumns(firstProperty));
  }

  private Optional<WindowColumns> windowColumns(int firstProperty) {
    int end = place(WindowProperty.WINDOW_END, firstProperty);
    int time = place(WindowProperty.WINDOW_TIME, firstProperty);
    return end < 0 && time < 0
        ? Optional.empty()
        : Optional.of(
            new WindowColumns(
                place(WindowProperty.WINDOW_START, firstProperty),
                end,
                time,
                shape.function().traits().window().flatMap(WindowColumns::zone)));
  }

  private int place(WindowProperty property, int firstProperty) {
    int index = properties.indexOf(property);
    return index < 0 ? WindowColumns.NONE : firstProperty + index;
  }

  private PhysicalNode overRows(WindowNode.CountWindowAssign assign) {
    List<Integer> partition =
        assign.partition().stream()
            .map(column -> column(CalcBuilder.ref(shape.source(), column)))
            .toList();
    List<Integer> others =
        rowKeys.stream().map(this::column).filter(key -> !partition.contains(key)).toList();
    int time =
        assign.timeColumn() < 0 ? -1 : column(CalcBuilder.ref(shape.source(), assign.timeColumn()));
    List<AggregateCall> calls = aggregates();
    PhysicalNode below = below();
    List<Integer> groupColumns = new ArrayList<>(partition);
    groupColumns.addAll(others);
    PhysicalNode aggregate =
        new WindowNode.CountWindowAggregate(
            below,
            assign.window(),
            partition,
            others,
            calls,
            properties,
            time,
            rowType(below, groupColumns, calls),
            new StreamTraits(false, below.traits().bounded(), List.of()));
    List<Integer> places = new ArrayList<>();
    for (int column : groupColumns) {
      places.add(rowKeys.stream().filter(key -> column(key) == column).findFirst().orElseThrow());
    }
    return above(aggregate, groupColumns.size(), places, -1);
  }

  private int column(int projection) {
    return column(shape.projections().get(projection));
  }

  /** The place of an expression among the aggregate's inputs; adds it if it is new. */
  private int column(Expr expr) {
    int index = inputs.indexOf(expr);
    if (index < 0) {
      index = inputs.size();
      inputs.add(expr);
    }
    return index;
  }

  private List<AggregateCall> aggregates() {
    List<AggregateCall> aggregates =
        new AggregateCalls(rel, planner)
            .translate(sets.aggregateCalls(), this::column, column -> inputs.get(column).type());
    UserAggregateCalls.checkUpdating(aggregates, shape.source(), planner);
    return aggregates;
  }

  private PhysicalNode below() {
    List<String> names = new ArrayList<>();
    for (Expr input : inputs) {
      names.add(
          input instanceof Expr.InputRef ref
              ? shape.source().rowType().name(ref.column())
              : "$" + names.size());
    }
    Optional<Expr> rowCondition = shape.conjunction(expr -> !shape.usesWindow(expr));
    return CalcBuilder.calc(shape.source(), rowCondition, inputs, names);
  }

  private RowType rowType(PhysicalNode below, List<Integer> keyColumns, List<AggregateCall> calls) {
    List<Field> fields = new ArrayList<>();
    keyColumns.forEach(key -> fields.add(below.rowType().fields().get(key)));
    List<String> names = sets.aggregateNames();
    for (int i = 0; i < calls.size(); i++) {
      fields.add(new Field(names.get(i), calls.get(i).type()));
    }
    for (WindowProperty property : properties) {
      int column = shape.column(property);
      fields.add(shape.function().rowType().fields().get(column));
    }
    return new RowType(fields);
  }

  /**
   * The aggregate's columns in the order of the query, and what depends on the window alone.
   *
   * @param keyCount how many columns of the aggregate are keys
   * @param keyAt the key of the query in each of them
   * @param set where the number of the grouping set is; -1 if there is but one
   */
  private PhysicalNode above(PhysicalNode aggregate, int keyCount, List<Integer> keyAt, int set) {
    int firstProperty = aggregate.rowType().size() - properties.size();
    int[] bounds = new int[shape.windowColumns() + WindowProperty.values().length];
    Arrays.fill(bounds, -1);
    for (int i = 0; i < properties.size(); i++) {
      bounds[shape.column(properties.get(i))] = firstProperty + i;
    }
    List<Expr> columns = new ArrayList<>();
    for (int key : keys) {
      Expr expr = shape.projections().get(key);
      columns.add(
          shape.usesWindow(expr)
              ? ExprMapping.remap(expr, bounds)
              : CalcBuilder.ref(aggregate, keyColumn(keyAt, key)));
    }
    columns.addAll(sets.results(aggregate, set, keyCount));
    Optional<Expr> windowCondition =
        shape.conjunction(shape::usesWindow).map(expr -> ExprMapping.remap(expr, bounds));
    return CalcBuilder.calc(aggregate, windowCondition, columns, rel.getRowType().getFieldNames());
  }

  /** Equal keys share a column of count windows. */
  private int keyColumn(List<Integer> keyAt, int key) {
    int place = keyAt.indexOf(key);
    return place >= 0 ? place : keyAt.stream().map(this::column).toList().indexOf(column(key));
  }
}
