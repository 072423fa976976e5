package io.rheo.engine.operator.aggregate;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import java.util.HashMap;
import java.util.Map;

/** The implementations of aggregate functions, by name. */
final class AggregateMakers {
  /** Finds or makes what a call needs. */
  @FunctionalInterface
  interface Maker {
    AggregateResult make(AggregateCall call, AggregateLayoutBuilder layout);
  }

  private static final Map<String, Maker> MAKERS = makers();

  private AggregateMakers() {}

  private static Map<String, Maker> makers() {
    Map<String, Maker> makers = new HashMap<>();
    SumAggregates.addTo(makers);
    MomentAggregates.addTo(makers);
    BitAggregates.addTo(makers);
    ProductAggregate.addTo(makers);
    ValueAggregates.addTo(makers);
    RowAggregates.addTo(makers);
    SketchAggregates.addTo(makers);
    return Map.copyOf(makers);
  }

  static Maker of(AggregateFunction function) {
    if (!function.parameters().isEmpty()
        && function.parameters().get(0) instanceof CustomAggregate aggregate) {
      return (call, layout) -> layout.custom(call, layout.allRows(call), aggregate);
    }
    Maker maker = MAKERS.get(function.name());
    if (maker == null) {
      throw new IllegalArgumentException("no aggregate function " + function);
    }
    return maker;
  }
}
