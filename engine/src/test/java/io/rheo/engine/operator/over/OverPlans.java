package io.rheo.engine.operator.over;

import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.FrameBound;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.plan.OverFrame;
import io.rheo.engine.plan.OverTiming;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;

/** Plans over rows of a key, a number, a time, and bounds of the time as the planner adds them. */
final class OverPlans {
  static final int KEY = 0;
  static final int VALUE = 1;
  static final int TIME = 2;
  static final int BOUND_BEFORE = 3;
  static final int BOUND_AFTER = 4;
  static final RowType ROW =
      TestPlans.columns(
          "k",
          TypeName.BIGINT,
          "v",
          TypeName.BIGINT,
          "ts",
          TypeName.TIMESTAMP,
          "before",
          TypeName.TIMESTAMP,
          "after",
          TypeName.TIMESTAMP);
  static final int PASSED = 3;

  private OverPlans() {}

  static OverFrame rows(long start, long end) {
    return new OverFrame(new FrameBound.Rows(start), new FrameBound.Rows(end));
  }

  static OverFrame range(int start, int end) {
    return new OverFrame(
        new FrameBound.Range(TIME, start, start == BOUND_AFTER),
        new FrameBound.Range(TIME, end, end == BOUND_AFTER));
  }

  static OverFrame rangeToCurrent() {
    return new OverFrame(new FrameBound.Range(TIME, BOUND_BEFORE, false), new FrameBound.Peers());
  }

  static OverFrame sofar() {
    return new OverFrame(new FrameBound.Unbounded(), new FrameBound.Peers());
  }

  static OverCall sum(OverFrame frame) {
    return new OverCall.Aggregate(TestPlans.call(AggregateFunction.SUM, VALUE, ROW), frame);
  }

  static OverCall max(OverFrame frame) {
    return new OverCall.Aggregate(TestPlans.call(AggregateFunction.MAX, VALUE, ROW), frame);
  }

  /** By time, with the calls' results as columns {@code c0}, {@code c1} …. */
  static OrderedNode.Over byTime(long keepMillis, OverCall... calls) {
    return plan(
        OverTiming.WATERMARK, List.of(new SortKey(TIME, false, true)), keepMillis, false, calls);
  }

  static OrderedNode.Over plan(
      OverTiming timing,
      List<SortKey> order,
      long keepMillis,
      boolean updating,
      OverCall... calls) {
    List<Field> fields = new ArrayList<>(ROW.fields().subList(0, PASSED));
    for (int i = 0; i < calls.length; i++) {
      fields.add(new Field("c" + i, calls[i].type()));
    }
    return new OrderedNode.Over(
        TestPlans.input(ROW, updating),
        PASSED,
        timing,
        timing == OverTiming.WATERMARK ? TIME : -1,
        List.of(KEY),
        order,
        List.of(calls),
        keepMillis,
        new RowType(fields),
        TestPlans.traits(timing == OverTiming.CHANGES));
  }
}
