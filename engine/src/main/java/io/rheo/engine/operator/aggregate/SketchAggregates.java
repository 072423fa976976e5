package io.rheo.engine.operator.aggregate;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import java.util.List;
import java.util.Map;

/**
 * Functions whose answer may be a little off, and that keep a bounded amount for it where rows only
 * come. Where rows are taken back they are the exact functions: an estimate cannot be subtracted
 * from.
 */
final class SketchAggregates {
  private SketchAggregates() {}

  static void addTo(Map<String, AggregateMakers.Maker> makers) {
    makers.put("APPROX_COUNT_DISTINCT", SketchAggregates::distinct);
    makers.put("APPROX_PERCENTILE", SketchAggregates::percentile);
  }

  private static AggregateResult distinct(AggregateCall call, AggregateLayoutBuilder layout) {
    return layout.updating()
        ? layout.count(call.withDistinct(true))
        : layout.custom(call, layout.notNull(call), new ApproximateDistinct(call));
  }

  /** The parameters are those of PERCENTILE_DISC, then the accuracy. */
  private static AggregateResult percentile(AggregateCall call, AggregateLayoutBuilder layout) {
    List<Object> parameters = call.function().parameters();
    int last = parameters.size() - 1;
    AggregateCall exact =
        call.withFunction(new AggregateFunction("PERCENTILE_DISC", parameters.subList(0, last)));
    if (layout.updating()) {
      return AggregateMakers.of(exact.function()).make(exact, layout);
    }
    int accuracy = (Integer) parameters.get(last);
    return layout.custom(call, layout.notNull(call), new ApproximatePercentile(exact, accuracy));
  }
}
