package io.rheo.engine.function.sample;

import io.rheo.function.AggregateFunction;

/** An average by weights, which can do all that an aggregate function can. */
public final class WeightedAverage extends AggregateFunction<Double, WeightedAverage.Sums> {
  /** Two sums. */
  public static final class Sums {
    private double weighted;
    private long weights;
  }

  @Override
  public Sums createAccumulator() {
    return new Sums();
  }

  /** Adds a row. */
  public void accumulate(Sums sums, double value, long weight) {
    if (weight < 0) {
      throw new IllegalArgumentException("a weight of " + weight);
    }
    sums.weighted += value * weight;
    sums.weights += weight;
  }

  /** Takes a row away. */
  public void retract(Sums sums, double value, long weight) {
    sums.weighted -= value * weight;
    sums.weights -= weight;
  }

  /** Adds other sums. */
  public void merge(Sums sums, Iterable<Sums> others) {
    for (Sums other : others) {
      sums.weighted += other.weighted;
      sums.weights += other.weights;
    }
  }

  @Override
  public Double getValue(Sums sums) {
    return sums.weights == 0 ? null : sums.weighted / sums.weights;
  }
}
