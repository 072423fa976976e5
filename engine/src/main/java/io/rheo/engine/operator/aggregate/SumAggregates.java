package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.Map;

/** COUNT, SUM, SUM0 (0 over no rows) and AVG. */
final class SumAggregates {
  private SumAggregates() {}

  static void addTo(Map<String, AggregateMakers.Maker> makers) {
    makers.put("COUNT", (call, layout) -> layout.count(call));
    makers.put("SUM", (call, layout) -> sum(call, layout).sum());
    makers.put("SUM0", (call, layout) -> zeroIfNull(sum(call, layout).sum()));
    makers.put("AVG", (call, layout) -> sum(call, layout).average());
  }

  /** The entry of a NULL is zero already. */
  private static AggregateResult zeroIfNull(AggregateResult sum) {
    return rows -> {
      Column column = sum.read(rows);
      if (column instanceof LongColumn longs) {
        return new LongColumn(longs.values(), null);
      } else if (column instanceof DoubleColumn doubles) {
        return new DoubleColumn(doubles.values(), null);
      } else if (column instanceof Decimal128Column decimals) {
        return new Decimal128Column(decimals.high(), decimals.low(), null);
      }
      return new IntColumn(((IntColumn) column).values(), null);
    };
  }

  private static SumResults sum(AggregateCall call, AggregateLayoutBuilder layout) {
    DataType type = layout.type(call.argument());
    Accumulator sum =
        layout.accumulator("sum", layout.notNull(call), at -> sumOf(type, at, layout.updating()));
    return new SumResults(call.type(), type, sum.at, sum.width(), layout.countAt(call));
  }

  private static Accumulator sumOf(DataType type, int at, boolean updating) {
    return switch (type.storage()) {
      case INT -> new SumAccumulators.OfInts(at);
      case LONG ->
          isShortDecimal(type)
              ? new SumAccumulators.OfShortDecimals(at)
              : new SumAccumulators.OfLongs(at);
      case DECIMAL128 -> new SumAccumulators.OfDecimals(at);
      case DOUBLE ->
          updating ? new DoubleSumAccumulators.Retracting(at) : new DoubleSumAccumulators.Plain(at);
      case BOOLEAN, BYTES, OBJECT -> throw new IllegalArgumentException("no sum of " + type);
    };
  }

  private static boolean isShortDecimal(DataType type) {
    return type.name() == TypeName.DECIMAL
        && type.precision() <= SumAccumulators.OfShortDecimals.MAX_DIGITS;
  }
}
