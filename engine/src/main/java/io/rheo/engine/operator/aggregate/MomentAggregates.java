package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.expr.AggregateCall;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Variances, covariances, correlation and linear regression, all DOUBLE. Where a formula divides by
 * zero the result is NULL, as in PostgreSQL. In those of two arguments {@code y, x} the first is
 * the dependent variable.
 */
final class MomentAggregates {
  /** A formula; {@code NaN} is NULL, unless there is a NaN among the values. */
  private static final double NULL = Double.NaN;

  private static final Map<String, ToDoubleFunction<Moments>> OF_ONE =
      Map.of(
          "VAR_POP", m -> m.firstSquares() / m.count(),
          "VAR_SAMP", m -> m.firstSquares() / (m.count() - 1),
          "STDDEV_POP", m -> Math.sqrt(m.firstSquares() / m.count()),
          "STDDEV_SAMP", m -> Math.sqrt(m.firstSquares() / (m.count() - 1)));

  private static final Map<String, ToDoubleFunction<Moments>> OF_TWO =
      Map.ofEntries(
          Map.entry("COVAR_POP", m -> m.products() / m.count()),
          Map.entry("COVAR_SAMP", m -> m.products() / (m.count() - 1)),
          Map.entry("CORR", MomentAggregates::correlation),
          Map.entry("REGR_SXX", Moments::secondSquares),
          Map.entry("REGR_SYY", Moments::firstSquares),
          Map.entry("REGR_SXY", Moments::products),
          Map.entry("REGR_AVGX", Moments::secondMean),
          Map.entry("REGR_AVGY", Moments::firstMean),
          Map.entry("REGR_SLOPE", MomentAggregates::slope),
          Map.entry("REGR_INTERCEPT", m -> m.firstMean() - slope(m) * m.secondMean()),
          Map.entry("REGR_R2", MomentAggregates::determination));

  private MomentAggregates() {}

  static void addTo(Map<String, AggregateMakers.Maker> makers) {
    OF_ONE.forEach((name, formula) -> addTo(makers, name, formula));
    OF_TWO.forEach((name, formula) -> addTo(makers, name, formula));
    makers.put("REGR_COUNT", (call, layout) -> layout.count(call));
  }

  private static void addTo(
      Map<String, AggregateMakers.Maker> makers, String name, ToDoubleFunction<Moments> formula) {
    int leastRows = name.endsWith("_SAMP") ? 2 : 1; // of one row a sample says nothing
    makers.put(name, (call, layout) -> result(call, layout, formula, leastRows));
  }

  private static double correlation(Moments moments) {
    double both = Math.sqrt(moments.firstSquares() * moments.secondSquares());
    return both == 0 ? NULL : Math.max(-1, Math.min(1, moments.products() / both));
  }

  private static double slope(Moments moments) {
    double squares = moments.secondSquares();
    return squares == 0 ? NULL : moments.products() / squares;
  }

  private static double determination(Moments moments) {
    if (moments.secondSquares() == 0) {
      return NULL;
    } else if (moments.firstSquares() == 0) {
      return 1;
    }
    double products = moments.products();
    return products * products / moments.firstSquares() / moments.secondSquares();
  }

  private static AggregateResult result(
      AggregateCall call,
      AggregateLayoutBuilder layout,
      ToDoubleFunction<Moments> formula,
      int leastRows) {
    int first = call.argument();
    int second = call.arguments().size() > 1 ? call.arguments().get(1) : AggregateCall.NONE;
    Accumulator sums =
        layout.accumulator(
            "moments", layout.notNull(call), at -> new MomentAccumulator(at, first, second));
    int secondScale = second == AggregateCall.NONE ? 0 : layout.type(second).scale();
    return rows ->
        read(
            rows,
            new Moments(sums.at, layout.type(first).scale(), secondScale),
            formula,
            leastRows);
  }

  private static DoubleColumn read(
      ResultRows rows, Moments moments, ToDoubleFunction<Moments> formula, int leastRows) {
    double[] values = new double[rows.count()];
    long[] valid = Validity.allSet(rows.count());
    for (int i = 0; i < values.length; i++) {
      moments.of(rows.words(), rows.bases()[i]);
      if (moments.count() < leastRows) {
        Validity.clear(valid, i);
      } else if (moments.isNaN()) {
        values[i] = Double.NaN;
      } else {
        values[i] = formula.applyAsDouble(moments);
        if (Double.isNaN(values[i])) {
          values[i] = 0;
          Validity.clear(valid, i);
        }
      }
    }
    return new DoubleColumn(values, valid);
  }
}
