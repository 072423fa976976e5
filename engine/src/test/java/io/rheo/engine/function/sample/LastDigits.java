package io.rheo.engine.function.sample;

import io.rheo.function.AggregateFunction;
import java.util.BitSet;

/** How many last digits the numbers have; the accumulator is a class that is Serializable. */
public final class LastDigits extends AggregateFunction<Integer, BitSet> {
  @Override
  public BitSet createAccumulator() {
    return new BitSet();
  }

  /** Adds a number. */
  public void accumulate(BitSet digits, int number) {
    digits.set(Math.floorMod(number, 10));
  }

  /** Adds other digits. */
  public void merge(BitSet digits, Iterable<BitSet> others) {
    others.forEach(digits::or);
  }

  @Override
  public Integer getValue(BitSet digits) {
    return digits.cardinality();
  }
}
