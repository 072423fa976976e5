package io.rheo.engine.function.sample;

import io.rheo.function.ScalarFunction;
import java.util.stream.LongStream;

/** Parameters that cannot be NULL, and one that can. */
public class Primitives extends ScalarFunction {
  public int eval(int a, Integer b) {
    return b == null ? -a : a / b;
  }

  public double eval(double a) {
    return a * 2;
  }

  public boolean eval(boolean b) {
    return !b;
  }

  public long[] eval(byte from, short to, float step) {
    return LongStream.range(from, to).map(i -> (long) (i * step)).toArray();
  }
}
