package io.rheo.engine.operator.window;

import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.plan.WindowProperty;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses the operators for sessions. */
public final class SessionWindows {
  private SessionWindows() {}

  /** Hands rows on with their sessions. */
  public static OneInputOperator assign(WindowNode.SessionAssign plan, OperatorMetrics metrics) {
    return new SessionAssignOperator(plan, metrics);
  }

  /** Merges groups where that can be done, else holds the rows of open sessions. */
  public static OneInputOperator aggregate(
      WindowNode.SessionAggregate plan, OperatorMetrics metrics) {
    RowType input = plan.input().rowType();
    boolean updating = plan.input().traits().updating();
    KeyEncoder keys = new KeyEncoder(input, plan.keys());
    AggregateLayout layout =
        new AggregateLayout(keys.width() + 1, input, plan.aggregates(), updating);
    boolean showsWords = plan.emit() == EmitMode.ON_WINDOW_CLOSE || layout.isWordsOnly();
    return updating || !layout.mergeable() || !showsWords
        ? ofRows(plan, metrics)
        : new SessionAggregateOperator(plan, keys, layout, metrics);
  }

  /** Rows with their sessions, an aggregate by these, and its columns in order. */
  private static OneInputOperator ofRows(
      WindowNode.SessionAggregate plan, OperatorMetrics metrics) {
    WindowNode.SessionAssign assign = assign(plan);
    int width = plan.input().rowType().size();
    List<Integer> keys = new ArrayList<>(plan.keys());
    for (WindowProperty property : plan.properties()) {
      keys.add(width + place(property));
    }
    if (!plan.properties().contains(WindowProperty.WINDOW_TIME)) {
      keys.add(width + place(WindowProperty.WINDOW_TIME));
    }
    List<Field> fields = new ArrayList<>();
    keys.forEach(key -> fields.add(assign.rowType().fields().get(key)));
    int firstCall = plan.keys().size();
    int callCount = plan.aggregates().size();
    fields.addAll(plan.rowType().fields().subList(firstCall, firstCall + callCount));
    WindowNode.WindowAggregate aggregate =
        new WindowNode.WindowAggregate(
            assign,
            new TimeWindow.Given(1),
            width + place(WindowProperty.WINDOW_TIME),
            keys,
            plan.aggregates(),
            List.of(),
            plan.emit(),
            new RowType(fields),
            plan.traits());
    int[] columns =
        IntStream.concat(
                IntStream.concat(
                    IntStream.range(0, firstCall),
                    IntStream.range(keys.size(), keys.size() + callCount)),
                IntStream.range(firstCall, firstCall + plan.properties().size()))
            .toArray();
    return new ChainOperator(
        new SessionAssignOperator(assign, metrics),
        WindowAggregates.operator(aggregate, metrics),
        columns);
  }

  /** Where a property is after the columns of the input. */
  private static int place(WindowProperty property) {
    return switch (property) {
      case WINDOW_START -> 0;
      case WINDOW_END -> 1;
      case WINDOW_TIME -> 2;
    };
  }

  private static WindowNode.SessionAssign assign(WindowNode.SessionAggregate plan) {
    List<Field> fields = new ArrayList<>(plan.input().rowType().fields());
    DataType time = DataType.of(TypeName.TIMESTAMP).notNull();
    for (WindowProperty property : WindowProperty.values()) {
      fields.add(new Field(property.name(), time));
    }
    boolean updating = plan.emit() == EmitMode.CHANGES;
    return new WindowNode.SessionAssign(
        plan.input(),
        plan.window(),
        plan.timeColumn(),
        plan.keys(),
        plan.emit(),
        new RowType(fields),
        new StreamTraits(updating, plan.traits().bounded(), List.of()));
  }
}
