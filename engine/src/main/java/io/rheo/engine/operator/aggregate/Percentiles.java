package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.DoubleBuilder;
import io.rheo.engine.column.ObjectBuilder;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.state.CellColumn;
import io.rheo.engine.state.DecimalCells;
import io.rheo.engine.state.WordCells;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;

/**
 * Percentiles of counted values. The parameters of the call are whether the greatest value is the
 * first, then the fractions, and the result is an array if its type is.
 */
final class Percentiles {
  private Percentiles() {}

  /** The first value at or after the fraction of all rows. */
  static RowsResult.Function discrete(AggregateCall call) {
    double[] fractions = fractions(call);
    boolean descending = descending(call);
    DataType element = call.argumentType();
    boolean array = call.type().name() == TypeName.ARRAY;
    return (kept, root, builder, errors, i) -> {
      CellColumn column = kept.rows().column(0);
      if (!array) {
        column.appendTo(builder, discrete(kept, root, fractions[0], descending));
        return;
      }
      List<Object> values = new ArrayList<>(fractions.length);
      for (double fraction : fractions) {
        int cell = discrete(kept, root, fraction, descending);
        values.add(ValueFunctions.boxed(column, element, cell));
      }
      ((ObjectBuilder) builder).append(values);
    };
  }

  private static int discrete(GroupRows kept, int root, double fraction, boolean descending) {
    long size = kept.tree().size(root);
    long rank = Math.max(1, (long) Math.ceil(fraction * size)) - 1;
    return kept.tree().at(root, descending ? size - 1 - rank : rank);
  }

  /** Interpolates between the two values around the fraction. */
  static RowsResult.Function continuous(AggregateCall call) {
    double[] fractions = fractions(call);
    boolean descending = descending(call);
    DataType element = call.argumentType();
    boolean array = call.type().name() == TypeName.ARRAY;
    return (kept, root, builder, errors, i) -> {
      if (!array) {
        double value = continuous(kept, root, fractions[0], descending, element);
        ((DoubleBuilder) builder).append(value);
        return;
      }
      List<Object> values = new ArrayList<>(fractions.length);
      for (double fraction : fractions) {
        values.add(continuous(kept, root, fraction, descending, element));
      }
      ((ObjectBuilder) builder).append(values);
    };
  }

  private static double continuous(
      GroupRows kept, int root, double fraction, boolean descending, DataType type) {
    long size = kept.tree().size(root);
    double place = (descending ? 1 - fraction : fraction) * (size - 1);
    long lower = (long) Math.floor(place);
    CellColumn column = kept.rows().column(0);
    double below = number(column, kept.tree().at(root, lower), type);
    double part = place - lower;
    if (part == 0) {
      return below;
    }
    double above = number(column, kept.tree().at(root, lower + 1), type);
    return below == above ? below : below + (above - below) * part;
  }

  private static double number(CellColumn column, int cell, DataType type) {
    if (column instanceof DecimalCells decimals) {
      return WideInteger.toDouble(decimals.high(cell), decimals.low(cell), type.scale());
    }
    WordCells words = (WordCells) column;
    if (type.storage() == Storage.DOUBLE) {
      return words.doubleValue(cell);
    }
    return type.scale() == 0
        ? words.longValue(cell)
        : WideInteger.toDouble(words.longValue(cell) >> 63, words.longValue(cell), type.scale());
  }

  private static boolean descending(AggregateCall call) {
    return (Boolean) call.function().parameters().get(0);
  }

  private static double[] fractions(AggregateCall call) {
    List<Object> parameters = call.function().parameters();
    return parameters.subList(1, parameters.size()).stream()
        .mapToDouble(fraction -> (Double) fraction)
        .toArray();
  }
}
