package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.DoubleBuilder;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.expr.AggregateCall;
import java.util.Map;

/**
 * PRODUCT of DOUBLE, in the order of the rows. If rows are taken back all are kept: a factor cannot
 * be divided off again without a trace.
 */
final class ProductAggregate {
  private ProductAggregate() {}

  static void addTo(Map<String, AggregateMakers.Maker> makers) {
    makers.put(
        "PRODUCT",
        (call, layout) ->
            layout.updating()
                ? RowAggregates.list(call, layout, false, ProductAggregate::ofRows)
                : appendOnly(call, layout));
  }

  private static AggregateResult appendOnly(AggregateCall call, AggregateLayoutBuilder layout) {
    AggregateInput.Key key = layout.notNull(call);
    int countAt = layout.countAt(call);
    Accumulator product = layout.accumulator("product", key, Product::new);
    return rows -> {
      double[] values = new double[rows.count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = Double.longBitsToDouble(rows.word(i, product.at));
      }
      return new DoubleColumn(values, rows.validWhereNotZero(countAt));
    };
  }

  private static void ofRows(GroupRows kept, int root, ColumnBuilder out, String[] errors, int i) {
    int[] cells = kept.tree().toArray(root);
    DoubleBuilder builder = new DoubleBuilder();
    for (int cell : cells) {
      kept.rows().column(0).appendTo(builder, cell);
    }
    double[] values = ((DoubleColumn) builder.build()).values();
    double product = 1;
    for (int cell = 0; cell < cells.length; cell++) {
      product *= power(values[cell], kept.rows().count(cells[cell]));
    }
    ((DoubleBuilder) out).append(product);
  }

  private static double power(double value, int count) {
    return count == 1 ? value : Math.pow(value, count);
  }

  private static final class Product extends Accumulator {
    Product(int at) {
      super(at, 1);
    }

    @Override
    void init(long[] words, int base) {
      words[base + at] = Double.doubleToRawLongBits(1);
    }

    @Override
    void update(Column column, Selection selection, Groups groups) {
      double[] values = ((DoubleColumn) column).values();
      int[] weights = selection.weights();
      for (int i = 0; i < selection.count(); i++) {
        double value = values[selection.rows()[i]];
        multiply(
            groups.words(),
            selection.bases()[i] + at,
            weights == null ? value : power(value, weights[i]));
      }
    }

    @Override
    void merge(Merge merge, int sign) {
      for (int i = 0; i < merge.count(); i++) {
        long factor = merge.from().words()[merge.fromBases()[i] + at];
        multiply(merge.to().words(), merge.toBases()[i] + at, Double.longBitsToDouble(factor));
      }
    }

    private static void multiply(long[] words, int at, double factor) {
      words[at] = Double.doubleToRawLongBits(Double.longBitsToDouble(words[at]) * factor);
    }
  }
}
