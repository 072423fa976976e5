package io.rheo.engine.expr;

import java.util.List;

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

  public AggregateFunction {
    parameters = List.copyOf(parameters);
  }

  /** A function without parameters. */
  public static AggregateFunction of(String name) {
    return new AggregateFunction(name, List.of());
  }

  @Override
  public String toString() {
    return name;
  }
}
