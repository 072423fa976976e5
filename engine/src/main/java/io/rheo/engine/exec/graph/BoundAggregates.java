package io.rheo.engine.exec.graph;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.operator.aggregate.UserAggregateState;
import io.rheo.engine.plan.MatchCondition;
import io.rheo.engine.plan.MatchSpec;
import io.rheo.engine.plan.MatchValue;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.WindowNode;
import java.util.List;
import java.util.function.Supplier;

/** Gives the calls of users' aggregate functions in a plan node instances to work with. */
final class BoundAggregates {
  private BoundAggregates() {}

  private static List<AggregateCall> bind(
      List<AggregateCall> calls, Supplier<StageEnvironment> stage) {
    return calls.stream().anyMatch(UserAggregateState::isUser)
        ? UserAggregateState.bind(calls, stage.get())
        : calls;
  }

  static PhysicalNode.GroupAggregate of(
      PhysicalNode.GroupAggregate node, Supplier<StageEnvironment> stage) {
    return new PhysicalNode.GroupAggregate(
        node.input(), node.keys(), bind(node.aggregates(), stage), node.rowType(), node.traits());
  }

  static WindowNode.WindowAggregate of(
      WindowNode.WindowAggregate node, Supplier<StageEnvironment> stage) {
    return new WindowNode.WindowAggregate(
        node.input(),
        node.window(),
        node.timeColumn(),
        node.keys(),
        bind(node.aggregates(), stage),
        node.properties(),
        node.emit(),
        node.rowType(),
        node.traits());
  }

  static WindowNode.SessionAggregate of(
      WindowNode.SessionAggregate node, Supplier<StageEnvironment> stage) {
    return new WindowNode.SessionAggregate(
        node.input(),
        node.window(),
        node.timeColumn(),
        node.keys(),
        bind(node.aggregates(), stage),
        node.properties(),
        node.emit(),
        node.rowType(),
        node.traits());
  }

  static WindowNode.CountWindowAggregate of(
      WindowNode.CountWindowAggregate node, Supplier<StageEnvironment> stage) {
    return new WindowNode.CountWindowAggregate(
        node.input(),
        node.window(),
        node.partition(),
        node.keys(),
        bind(node.aggregates(), stage),
        node.properties(),
        node.timeColumn(),
        node.rowType(),
        node.traits());
  }

  static OrderedNode.Over of(OrderedNode.Over node, Supplier<StageEnvironment> stage) {
    return new OrderedNode.Over(
        node.input(),
        node.passed(),
        node.timing(),
        node.timeColumn(),
        node.partition(),
        node.order(),
        node.calls().stream().map(call -> bind(call, stage)).toList(),
        node.keepMillis(),
        node.rowType(),
        node.traits());
  }

  static OrderedNode.Match of(OrderedNode.Match node, Supplier<StageEnvironment> stage) {
    MatchSpec spec = node.spec();
    List<MatchCondition> conditions =
        spec.conditions().stream()
            .map(
                each ->
                    new MatchCondition(
                        each.variable(), bound(each.values(), stage), each.condition()))
            .toList();
    MatchSpec bound =
        new MatchSpec(
            spec.partition(),
            spec.timeColumn(),
            spec.byWatermark(),
            spec.pattern(),
            spec.anchoredStart(),
            spec.anchoredEnd(),
            spec.withinMillis(),
            spec.skip(),
            conditions,
            spec.shown(),
            bound(spec.measures(), stage));
    return new OrderedNode.Match(
        node.input(), bound, node.holdsWatermark(), node.rowType(), node.traits());
  }

  private static List<MatchValue> bound(List<MatchValue> values, Supplier<StageEnvironment> stage) {
    return values.stream().map(value -> bind(value, stage)).toList();
  }

  private static MatchValue bind(MatchValue value, Supplier<StageEnvironment> stage) {
    return value instanceof MatchValue.Aggregate aggregate
        ? new MatchValue.Aggregate(
            bind(List.of(aggregate.call()), stage).get(0),
            aggregate.variables(),
            aggregate.running())
        : value;
  }

  private static OverCall bind(OverCall call, Supplier<StageEnvironment> stage) {
    return call instanceof OverCall.Aggregate aggregate
        ? new OverCall.Aggregate(bind(List.of(aggregate.call()), stage).get(0), aggregate.frame())
        : call;
  }
}
