package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.DoubleBuilder;
import io.rheo.engine.column.ObjectBuilder;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.state.CellColumn;
import io.rheo.engine.state.DecimalCells;
import io.rheo.engine.state.RowTree;
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

  /**
   * Where the values at some fractions are: the first at or after the fraction of all.
   *
   * @param descending whether the greatest value is the first
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, never compared
  record Places(double[] fractions, boolean descending) {
    static Places of(AggregateCall call) {
      return new Places(Percentiles.fractions(call), Percentiles.descending(call));
    }

    int count() {
      return fractions.length;
    }

    /** The place of the value at fraction {@code i} among {@code size} ascending ones, from 0. */
    long place(int i, long size) {
      long place = Math.max(1, (long) Math.ceil(fractions[i] * size)) - 1;
      return descending ? size - 1 - place : place;
    }
  }

  /** The values at the fractions. */
  static RowsResult.Function discrete(AggregateCall call) {
    Places places = Places.of(call);
    DataType element = call.argumentType();
    boolean array = call.type().name() == TypeName.ARRAY;
    return (kept, root, builder, errors, i) -> {
      CellColumn column = kept.rows().column(0);
      RowTree tree = kept.tree();
      long size = tree.size(root);
      if (!array) {
        column.appendTo(builder, tree.at(root, places.place(0, size)));
        return;
      }
      List<Object> values = new ArrayList<>(places.count());
      for (int fraction = 0; fraction < places.count(); fraction++) {
        int cell = tree.at(root, places.place(fraction, size));
        values.add(ValueFunctions.boxed(column, element, cell));
      }
      ((ObjectBuilder) builder).append(values);
    };
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
