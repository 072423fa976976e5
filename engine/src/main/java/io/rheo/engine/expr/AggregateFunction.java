package io.rheo.engine.expr;

import java.util.List;
import java.util.Set;

/**
 * An aggregate function: which one, and the constants that make it what it is. The operators find
 * its implementation by its name. All but the counts are NULL over no row that counts.
 *
 * @param name as SQL spells it, in capitals; one name per function, whatever its synonyms
 * @param parameters arguments that are the same for all rows, such as the fraction of a percentile
 *     or the separator of LISTAGG, in the form of {@link io.rheo.engine.column.BoxedValues}
 */
public record AggregateFunction(String name, List<Object> parameters) {
  public static final AggregateFunction COUNT = of("COUNT");
  public static final AggregateFunction SUM = of("SUM");
  public static final AggregateFunction AVG = of("AVG");
  public static final AggregateFunction MIN = of("MIN");
  public static final AggregateFunction MAX = of("MAX");

  /** The names of all functions that the engine has. */
  public static final Set<String> NAMES =
      Set.of(
          "COUNT",
          "SUM",
          "SUM0",
          "AVG",
          "MIN",
          "MAX",
          "VAR_POP",
          "VAR_SAMP",
          "STDDEV_POP",
          "STDDEV_SAMP",
          "COVAR_POP",
          "COVAR_SAMP",
          "CORR",
          "REGR_COUNT",
          "REGR_SXX",
          "REGR_SYY",
          "REGR_SXY",
          "REGR_AVGX",
          "REGR_AVGY",
          "REGR_SLOPE",
          "REGR_INTERCEPT",
          "REGR_R2",
          "BIT_AND",
          "BIT_OR",
          "BIT_XOR",
          "MODE",
          "COLLECT",
          "PERCENTILE_CONT",
          "PERCENTILE_DISC",
          "FIRST_VALUE",
          "LAST_VALUE",
          "ANY_VALUE",
          "ARG_MIN",
          "ARG_MAX",
          "SINGLE_VALUE",
          "LISTAGG",
          "ARRAY_AGG",
          "MAP_AGG",
          "PRODUCT",
          "JSON_ARRAYAGG",
          "JSON_OBJECTAGG",
          "APPROX_COUNT_DISTINCT",
          "APPROX_PERCENTILE");

  /** The functions that keep every value they are given. */
  private static final Set<String> HOLD_VALUES =
      Set.of(
          "ARRAY_AGG",
          "COLLECT",
          "JSON_ARRAYAGG",
          "JSON_OBJECTAGG",
          "LISTAGG",
          "MAP_AGG",
          "MEDIAN",
          "PERCENTILE_CONT",
          "PERCENTILE_DISC");

  public AggregateFunction {
    parameters = List.copyOf(parameters);
  }

  /** A function without parameters. */
  public static AggregateFunction of(String name) {
    return new AggregateFunction(name, List.of());
  }

  /** Whether its state grows with every row of a group. */
  public boolean holdsValues() {
    return HOLD_VALUES.contains(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
