package io.rheo.engine.operator.over;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.plan.OverFrame;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the calls of a plan node are computed: the same for all of its partitions. */
final class OverProgram {
  private final OrderedNode.Over plan;
  private final RowType input;
  private final SortKey[] order;
  private final Map<OverFrame, FrameCalls> frames = new LinkedHashMap<>();

  /**
   * The calls over one frame that have accumulators.
   *
   * @param aggregates {@code null} if there are none
   */
  private record FrameCalls(FrameAggregates aggregates, List<AggregateCall> calls) {}

  OverProgram(OrderedNode.Over plan) {
    this.plan = plan;
    input = plan.input().rowType();
    order = plan.order().toArray(SortKey[]::new);
    Map<OverFrame, List<AggregateCall>> accumulated = new LinkedHashMap<>();
    for (OverCall call : plan.calls()) {
      if (call instanceof OverCall.Aggregate aggregate) {
        List<AggregateCall> calls =
            accumulated.computeIfAbsent(aggregate.frame(), frame -> new ArrayList<>());
        if (isAccumulated(aggregate) && !calls.contains(aggregate.call())) {
          calls.add(aggregate.call());
        }
      } else if (call instanceof OverCall.Value value) {
        accumulated.computeIfAbsent(value.frame(), frame -> new ArrayList<>());
      }
    }
    accumulated.forEach(
        (frame, calls) ->
            frames.put(
                frame,
                new FrameCalls(
                    calls.isEmpty() ? null : new FrameAggregates(input, calls, frame.isGrowing()),
                    calls)));
  }

  /** Whether the function has accumulators; the others are computed from the rows themselves. */
  private static boolean isAccumulated(OverCall.Aggregate aggregate) {
    return aggregate.frame().isFromFirst()
        || aggregate.frame().excludes()
        || !(isExtreme(aggregate) || isDoubleSum(aggregate));
  }

  private static boolean isExtreme(OverCall.Aggregate aggregate) {
    String name = aggregate.call().function().name();
    return name.equals("MIN") || name.equals("MAX");
  }

  private static boolean isDoubleSum(OverCall.Aggregate aggregate) {
    String name = aggregate.call().function().name();
    return (name.equals("SUM") || name.equals("AVG"))
        && !aggregate.call().distinct()
        && aggregate.call().argumentType().storage() == Storage.DOUBLE;
  }

  OrderedNode.Over plan() {
    return plan;
  }

  SortKey[] order() {
    return order;
  }

  /** The partitions of rows in a store. */
  PartitionTable<OverPartition> newTable(RowStore store) {
    return new PartitionTable<>(input, plan.partition(), serial -> newPartition(serial, store));
  }

  /** Makes the frames and functions of a partition. */
  OverPartition newPartition(long serial, RowStore store) {
    PartitionRows rows = new PartitionRows(store, order);
    OverPartition partition = new OverPartition(serial, rows);
    Map<OverFrame, Frame> frameOf = new LinkedHashMap<>();
    Map<OverFrame, FrameAggregates.Group> groupOf = new LinkedHashMap<>();
    frames.forEach(
        (framePlan, calls) -> {
          Frame frame = new Frame(framePlan, rows);
          frameOf.put(framePlan, frame);
          if (calls.aggregates() != null) {
            FrameAggregates.Group group = calls.aggregates().new Group(serial, rows);
            groupOf.put(framePlan, group);
            frame.add(group);
            partition.add(group);
          }
          partition.add(frame);
        });
    for (OverCall call : plan.calls()) {
      if (call instanceof OverCall.Aggregate aggregate) {
        Frame frame = frameOf.get(aggregate.frame());
        if (isAccumulated(aggregate)) {
          FrameCalls calls = frames.get(aggregate.frame());
          FrameAggregates.Group group = groupOf.get(aggregate.frame());
          int index = calls.calls().indexOf(aggregate.call());
          partition.addResult(calls.aggregates().new Result(group, index));
        } else {
          partition.addCall(frame, ofRows(aggregate, rows, frame));
        }
      } else if (call instanceof OverCall.Value value) {
        Frame frame = frameOf.get(value.frame());
        partition.addCall(frame, value(value, rows, frame));
      } else if (call instanceof OverCall.Shift shift) {
        partition.addCall(shift(shift, rows));
      } else {
        partition.addCall(new Rank((OverCall.Rank) call, rows));
      }
    }
    return partition;
  }

  private static OverFunction ofRows(
      OverCall.Aggregate aggregate, PartitionRows rows, Frame frame) {
    AggregateCall call = aggregate.call();
    String name = call.function().name();
    if (isExtreme(aggregate)) {
      return new Extreme(call.argument(), name.equals("MAX"), rows);
    }
    boolean narrow = call.type().name() == io.rheo.engine.type.TypeName.FLOAT;
    return new DoubleSum(call.argument(), name.equals("AVG"), narrow, rows, frame);
  }

  private OverFunction value(OverCall.Value call, PartitionRows rows, Frame frame) {
    if (call.frame().excludes()) {
      return new SoughtValue(call, rows, frame);
    }
    boolean last = call.place() == OverCall.Place.LAST;
    if (call.frame().isGrowing() && (call.ignoreNulls() || !last)) {
      return new GrowingValue(call, type(call.argument()), rows);
    }
    return call.ignoreNulls() ? new NonNullValue(call, rows) : new PlacedValue(call, rows, frame);
  }

  private OverFunction shift(OverCall.Shift call, PartitionRows rows) {
    if (!call.ignoreNulls() || call.offset() == 0) {
      return new Shift(call, rows);
    }
    return call.offset() > 0
        ? new LeadNonNull(call, rows)
        : new LagNonNull(call, type(call.argument()), rows);
  }

  private DataType type(int column) {
    return input.type(column);
  }

  /** Regains memory; to be called when a step ends. */
  void endStep() {
    for (FrameCalls calls : frames.values()) {
      if (calls.aggregates() != null) {
        calls.aggregates().endStep();
      }
    }
  }

  void writeTo(StateWriter state) throws IOException {
    for (FrameCalls calls : frames.values()) {
      if (calls.aggregates() != null) {
        calls.aggregates().writeTo(state);
      }
    }
  }

  void readFrom(StateReader state) throws IOException {
    for (FrameCalls calls : frames.values()) {
      if (calls.aggregates() != null) {
        calls.aggregates().readFrom(state);
      }
    }
  }
}
