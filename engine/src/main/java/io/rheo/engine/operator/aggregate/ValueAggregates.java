package io.rheo.engine.operator.aggregate;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.type.Storage;
import java.util.List;
import java.util.Map;

/**
 * Functions of the values of a group and how often each is there, whatever their order of arrival.
 */
final class ValueAggregates {
  private ValueAggregates() {}

  static void addTo(Map<String, AggregateMakers.Maker> makers) {
    makers.put("MIN", (call, layout) -> extreme(call, false, layout));
    makers.put("MAX", (call, layout) -> extreme(call, true, layout));
    makers.put("MODE", (call, layout) -> mode(call, layout));
    makers.put("COLLECT", (call, layout) -> values(call, layout, ValueFunctions.collect(call)));
    makers.put(
        "PERCENTILE_DISC", (call, layout) -> values(call, layout, Percentiles.discrete(call)));
    makers.put(
        "PERCENTILE_CONT", (call, layout) -> values(call, layout, Percentiles.continuous(call)));
  }

  /** DISTINCT changes nothing here. */
  private static AggregateResult extreme(
      AggregateCall call, boolean max, AggregateLayoutBuilder layout) {
    AggregateCall plain = call.withoutDistinct();
    if (layout.updating() || call.argumentType().storage() == Storage.OBJECT) {
      return values(plain, layout, ValueFunctions.extreme(max));
    }
    Storage storage = call.argumentType().storage();
    Accumulator extreme =
        layout.accumulator(
            max ? "max" : "min", layout.notNull(plain), at -> appendOnly(storage, max, at));
    return new MinMaxResult(storage, max, extreme.at, layout.countAt(plain));
  }

  private static Accumulator appendOnly(Storage storage, boolean max, int at) {
    return switch (storage) {
      case BOOLEAN, INT, LONG, DOUBLE -> new MinMaxAccumulators.OfWords(at, max);
      case DECIMAL128 -> new MinMaxAccumulators.OfDecimals(at, max);
      case BYTES -> new MinMaxAccumulators.OfBytes(at, max);
      case OBJECT -> throw new IllegalArgumentException("nested values have no order");
    };
  }

  /** A function of the counted values of the first argument. */
  static AggregateResult values(
      AggregateCall call, AggregateLayoutBuilder layout, RowsResult.Function function) {
    return values("values", layout.counted(call.argument()), call, layout, function);
  }

  private static AggregateResult mode(AggregateCall call, AggregateLayoutBuilder layout) {
    boolean descending = !call.function().parameters().isEmpty();
    GroupRows.Kind kind = layout.countedByNumber(call.argument(), descending);
    return values("by count", kind, call, layout, ValueFunctions::mode);
  }

  private static AggregateResult values(
      String name,
      GroupRows.Kind kind,
      AggregateCall call,
      AggregateLayoutBuilder layout,
      RowsResult.Function function) {
    RowsAccumulator values =
        layout.rows(
            name,
            layout.key(call, List.of(call.argument())),
            kind,
            (at, index) -> new CountedValues(at, layout.arrivals(), index));
    return layout.handle(saved -> new RowsResult(call.type(), values, saved, function));
  }
}
