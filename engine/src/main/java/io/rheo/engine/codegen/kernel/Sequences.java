package io.rheo.engine.codegen.kernel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Arrays of equal steps, on values in the form of {@code BoxedValues}. Each element is computed
 * from the first, so errors of DOUBLEs do not add up, nor does the 31st of January become the 28th
 * of all months after February. A step away from the last value gives the first element or none.
 */
public final class Sequences {
  /** So that a wrong bound is an error of its row, and not the end of the memory. */
  private static final int ELEMENTS_MAX = 10_000_000;

  private Sequences() {}

  /** Of numbers, days or milliseconds, by a step of the same kind. NULL if an argument is. */
  public static Object numbers(Object first, Object last, Object step, Object withLast) {
    if (first == null || last == null || step == null) {
      return null;
    }
    boolean inclusive = (Boolean) withLast;
    if (first instanceof BigDecimal decimal) {
      BigDecimal by = (BigDecimal) step;
      return list(
          last, by.signum(), inclusive, i -> decimal.add(by.multiply(BigDecimal.valueOf(i))));
    } else if (first instanceof Double number) {
      double by = (Double) step;
      return list(last, (int) Math.signum(by), inclusive, i -> number + i * by);
    }
    long from = ((Number) first).longValue();
    long by = ((Number) step).longValue();
    if (first instanceof Integer) {
      return list(last, Long.signum(by), inclusive, i -> toInt(from, i, by));
    }
    return list(last, Long.signum(by), inclusive, i -> toLong(from, i, by));
  }

  /** Of milliseconds, by months. NULL if an argument is. */
  public static Object months(Object first, Object last, Object step, Object withLast) {
    if (first == null || last == null || step == null) {
      return null;
    }
    long from = (Long) first;
    long by = (Long) step;
    return list(
        last,
        Long.signum(by),
        (Boolean) withLast,
        i -> Times.addMonths(from, Math.multiplyExact(i, by)));
  }

  /** {@code null}, which ends a sequence, beyond the values of the type. */
  private static Integer toInt(long from, int i, long by) {
    long value = from + i * by;
    return value == (int) value ? (Integer) (int) value : null;
  }

  private static Long toLong(long from, int i, long by) {
    try {
      return Math.addExact(from, Math.multiplyExact(i, by));
    } catch (ArithmeticException beyond) {
      return null; // the last value is nearer
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Comparable<T>> List<Object> list(
      Object last, int direction, boolean inclusive, IntFunction<T> element) {
    if (direction == 0) {
      throw new RowException("the step of a sequence is zero");
    }
    List<Object> result = new ArrayList<>();
    for (int i = 0; ; i++) {
      T value = element.apply(i);
      int order = value == null ? 1 : value.compareTo((T) last) * direction;
      if (order > 0 || (order == 0 && !inclusive)) {
        return result;
      }
      if (i == ELEMENTS_MAX) {
        throw new RowException("a sequence of more than " + ELEMENTS_MAX + " elements");
      }
      result.add(value);
    }
  }
}
