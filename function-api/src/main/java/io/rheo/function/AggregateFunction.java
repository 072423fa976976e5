package io.rheo.function;

/**
 * A function that makes one value from the values of many rows. The values that it has seen are
 * summed up in an accumulator; public methods with the name {@code accumulate} add a row to it:
 *
 * <pre>{@code
 * public final class WeightedAverage extends AggregateFunction<Double, WeightedAverage.Sums> {
 *   public static final class Sums {
 *     public double weighted;
 *     public long weights;
 *   }
 *
 *   public Sums createAccumulator() {
 *     return new Sums();
 *   }
 *
 *   public void accumulate(Sums sums, double value, long weight) {
 *     sums.weighted += value * weight;
 *     sums.weights += weight;
 *   }
 *
 *   public Double getValue(Sums sums) {
 *     return sums.weights == 0 ? null : sums.weighted / sums.weights;
 *   }
 * }
 * }</pre>
 *
 * Two more methods are optional. {@code retract}, with the parameters of {@code accumulate}, takes
 * a row away; without it the function cannot be used over rows that may be taken back. {@code
 * merge(ACC, Iterable<ACC>)} adds other accumulators; with it windows that overlap share their
 * work.
 *
 * <p>A row whose argument for a primitive parameter is NULL is passed over. If {@code accumulate}
 * throws, the row is an error, and the accumulator stays as the method left it.
 *
 * <p>Accumulators are kept in snapshots. Their fields may be numbers, strings, dates and times,
 * arrays, lists, sets and maps, records, and classes with a constructor without parameters; any
 * other class must be {@link java.io.Serializable}. Fields that are {@code transient} are left out.
 *
 * @param <T> the result
 * @param <ACC> the accumulator
 */
public abstract class AggregateFunction<T, ACC> extends UserDefinedFunction {
  protected AggregateFunction() {}

  /** The accumulator of no rows. */
  public abstract ACC createAccumulator();

  /** The result of the rows in the accumulator, which it must not change; null for NULL. */
  public abstract T getValue(ACC accumulator);
}
