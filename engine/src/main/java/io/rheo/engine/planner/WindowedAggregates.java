package io.rheo.engine.planner;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.WindowColumns;
import io.rheo.engine.plan.WindowProperty;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.calcite.rel.core.Aggregate;

/**
 * Aggregates over the rows of a window: an aggregation whose keys name the window of a window
 * function below it. The rows are not copied into their windows; the aggregate knows the windows.
 *
 * <p>What is computed of the window's bounds alone, keys and conditions, moves above the aggregate.
 * One bound among the keys is enough to name the window, for it determines the others.
 */
final class WindowedAggregates {
  private final Aggregate rel;
  private final PhysicalPlanner planner;

  WindowedAggregates(Aggregate rel, PhysicalPlanner planner) {
    this.rel = rel;
    this.planner = planner;
  }

  /** The plan, or nothing if this is not an aggregate of windows. */
  Optional<PhysicalNode> plan(PhysicalNode input, List<Integer> keys) {
    Shape shape = Shape.of(input);
    if (shape == null || !shape.isSeparable(rel, keys) || !shape.namesWindow(keys)) {
      return Optional.empty();
    }
    if (shape.function() instanceof PhysicalNode.CountWindowAssign assign
        && !shape.hasKeys(keys, assign.partition())) {
      return Optional.empty();
    }
    return Optional.of(new Fusion(shape, keys).build());
  }

  /**
   * A window function, and the calculation between it and the aggregate.
   *
   * @param windowColumns where the function's own columns start
   */
  private record Shape(
      PhysicalNode function,
      PhysicalNode source,
      int windowColumns,
      Optional<Expr> condition,
      List<Expr> projections) {

    static Shape of(PhysicalNode input) {
      if (input instanceof PhysicalNode.Calc calc && isWindow(calc.input())) {
        PhysicalNode source = calc.input().inputs().get(0);
        return new Shape(
            calc.input(), source, source.rowType().size(), calc.condition(), calc.projections());
      } else if (isWindow(input)) {
        PhysicalNode source = input.inputs().get(0);
        List<Expr> columns = new ArrayList<>();
        for (int i = 0; i < input.rowType().size(); i++) {
          columns.add(CalcBuilder.ref(input, i));
        }
        return new Shape(input, source, source.rowType().size(), Optional.empty(), columns);
      } else {
        return null;
      }
    }

    private static boolean isWindow(PhysicalNode node) {
      return node instanceof PhysicalNode.WindowAssign
          || node instanceof PhysicalNode.CountWindowAssign;
    }

    /** Where the function puts a property of the window. */
    int column(WindowProperty property) {
      return windowColumns
          + switch (property) {
            case WINDOW_START -> 0;
            case WINDOW_END -> 1;
            case WINDOW_TIME -> 2;
          };
    }

    boolean usesWindow(Expr expr) {
      return columns(expr).length() > windowColumns;
    }

    boolean usesRow(Expr expr) {
      int first = columns(expr).nextSetBit(0);
      return first >= 0 && first < windowColumns;
    }

    private static BitSet columns(Expr expr) {
      BitSet columns = new BitSet();
      ExprMapping.collect(expr, columns);
      return columns;
    }

    private boolean isMixed(Expr expr) {
      return usesWindow(expr) && usesRow(expr);
    }

    /** Whether no expression needs both the row and its window. */
    boolean isSeparable(Aggregate rel, List<Integer> keys) {
      return keys.stream().map(projections::get).noneMatch(this::isMixed)
          && conjuncts(condition).stream().noneMatch(this::isMixed)
          && rel.getAggCallList().stream()
              .allMatch(
                  call ->
                      AggregateCalls.columns(call).stream()
                          .noneMatch(column -> usesWindow(projections.get(column))));
    }

    /** Whether a bound of the window is itself a key. */
    boolean namesWindow(List<Integer> keys) {
      int bounds = function instanceof PhysicalNode.CountWindowAssign ? 2 : 3;
      return keys.stream()
          .anyMatch(
              key ->
                  projections.get(key) instanceof Expr.InputRef ref
                      && ref.column() >= windowColumns
                      && ref.column() < windowColumns + bounds);
    }

    boolean hasKeys(List<Integer> keys, List<Integer> columns) {
      return columns.stream()
          .allMatch(
              column ->
                  keys.stream()
                      .anyMatch(
                          key ->
                              projections.get(key) instanceof Expr.InputRef ref
                                  && ref.column() == column));
    }

    static List<Expr> conjuncts(Optional<Expr> condition) {
      List<Expr> result = new ArrayList<>();
      condition.ifPresent(expr -> addConjuncts(expr, result));
      return result;
    }

    private static void addConjuncts(Expr expr, List<Expr> result) {
      if (expr instanceof Expr.Call call && call.operator().equals("AND")) {
        call.operands().forEach(operand -> addConjuncts(operand, result));
      } else {
        result.add(expr);
      }
    }

    Optional<Expr> conjunction(Predicate<Expr> wanted) {
      return conjuncts(condition).stream()
          .filter(wanted)
          .reduce(
              (left, right) ->
                  new Expr.Call(
                      "AND",
                      List.of(left, right),
                      left.type().withNullable(left.type().nullable() || right.type().nullable())));
    }
  }

  /** Builds calculation, aggregate and calculation. */
  private final class Fusion {
    private final Shape shape;
    private final List<Integer> keys;
    private final List<Expr> inputs = new ArrayList<>(); // of the aggregate, over the source
    private final List<Integer> rowKeys = new ArrayList<>(); // keys that are no window bounds
    private final List<WindowProperty> properties = new ArrayList<>();

    Fusion(Shape shape, List<Integer> keys) {
      this.shape = shape;
      this.keys = keys;
    }

    PhysicalNode build() {
      keys.stream()
          .filter(key -> !shape.usesWindow(shape.projections().get(key)))
          .forEach(rowKeys::add);
      usedProperties();
      PhysicalNode aggregate =
          shape.function() instanceof PhysicalNode.WindowAssign assign
              ? overTime(assign)
              : overRows((PhysicalNode.CountWindowAssign) shape.function());
      return above(aggregate);
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

    private PhysicalNode overTime(PhysicalNode.WindowAssign assign) {
      int time = column(CalcBuilder.ref(shape.source(), assign.timeColumn()));
      List<Integer> keyColumns = rowKeys.stream().map(this::column).toList();
      List<AggregateCall> calls = aggregates();
      PhysicalNode below = below();
      boolean updating = planner.emit() == EmitMode.CHANGES;
      RowType rowType = rowType(below, keyColumns, calls);
      int timeIndex =
          keyColumns.size() + calls.size() + properties.indexOf(WindowProperty.WINDOW_TIME);
      boolean hasTime = properties.contains(WindowProperty.WINDOW_TIME) && !updating;
      return new PhysicalNode.WindowAggregate(
          below,
          assign.window(),
          time,
          keyColumns,
          calls,
          properties,
          planner.emit(),
          rowType,
          new StreamTraits(
              updating,
              below.traits().bounded(),
              hasTime ? List.of(timeIndex) : List.of(),
              windowColumns(keyColumns.size() + calls.size())));
    }

    private Optional<WindowColumns> windowColumns(int firstProperty) {
      int end = place(WindowProperty.WINDOW_END, firstProperty);
      int time = place(WindowProperty.WINDOW_TIME, firstProperty);
      return end < 0 && time < 0
          ? Optional.empty()
          : Optional.of(
              new WindowColumns(place(WindowProperty.WINDOW_START, firstProperty), end, time));
    }

    private int place(WindowProperty property, int firstProperty) {
      int index = properties.indexOf(property);
      return index < 0 ? WindowColumns.NONE : firstProperty + index;
    }

    private PhysicalNode overRows(PhysicalNode.CountWindowAssign assign) {
      List<Integer> partition =
          assign.partition().stream()
              .map(column -> column(CalcBuilder.ref(shape.source(), column)))
              .toList();
      List<Integer> others =
          rowKeys.stream().map(this::column).filter(key -> !partition.contains(key)).toList();
      int time =
          assign.timeColumn() < 0
              ? -1
              : column(CalcBuilder.ref(shape.source(), assign.timeColumn()));
      List<AggregateCall> calls = aggregates();
      PhysicalNode below = below();
      List<Integer> groupColumns = new ArrayList<>(partition);
      groupColumns.addAll(others);
      return new PhysicalNode.CountWindowAggregate(
          below,
          assign.window(),
          partition,
          others,
          calls,
          properties,
          time,
          rowType(below, groupColumns, calls),
          new StreamTraits(false, below.traits().bounded(), List.of()));
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
      return new AggregateCalls(rel, planner)
          .translate(this::column, column -> inputs.get(column).type());
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

    private RowType rowType(
        PhysicalNode below, List<Integer> keyColumns, List<AggregateCall> calls) {
      List<Field> fields = new ArrayList<>();
      keyColumns.forEach(key -> fields.add(below.rowType().fields().get(key)));
      for (int i = 0; i < calls.size(); i++) {
        String name = rel.getRowType().getFieldNames().get(keys.size() + i);
        fields.add(new Field(name, calls.get(i).type()));
      }
      for (WindowProperty property : properties) {
        int column = shape.column(property);
        fields.add(shape.function().rowType().fields().get(column));
      }
      return new RowType(fields);
    }

    /** The aggregate's columns in the order of the query, and what depends on the window alone. */
    private PhysicalNode above(PhysicalNode aggregate) {
      int keyCount = aggregate.rowType().size() - rel.getAggCallList().size() - properties.size();
      int[] bounds = new int[shape.windowColumns() + WindowProperty.values().length];
      Arrays.fill(bounds, -1);
      for (int i = 0; i < properties.size(); i++) {
        bounds[shape.column(properties.get(i))] = keyCount + rel.getAggCallList().size() + i;
      }
      List<Expr> columns = new ArrayList<>();
      for (int key : keys) {
        Expr expr = shape.projections().get(key);
        columns.add(
            shape.usesWindow(expr)
                ? ExprMapping.remap(expr, bounds)
                : CalcBuilder.ref(aggregate, keyColumn(aggregate, key)));
      }
      for (int i = 0; i < rel.getAggCallList().size(); i++) {
        columns.add(CalcBuilder.ref(aggregate, keyCount + i));
      }
      Optional<Expr> windowCondition =
          shape.conjunction(shape::usesWindow).map(expr -> ExprMapping.remap(expr, bounds));
      return CalcBuilder.calc(
          aggregate, windowCondition, columns, rel.getRowType().getFieldNames());
    }

    /** Which column of the aggregate holds a row key. */
    private int keyColumn(PhysicalNode aggregate, int key) {
      int input = inputs.indexOf(shape.projections().get(key));
      if (aggregate instanceof PhysicalNode.CountWindowAggregate rows) {
        int inPartition = rows.partition().indexOf(input);
        return inPartition >= 0
            ? inPartition
            : rows.partition().size() + rows.keys().indexOf(input);
      }
      return ((PhysicalNode.WindowAggregate) aggregate).keys().indexOf(input);
    }
  }
}
