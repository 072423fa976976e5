package io.rheo.engine.codegen.kernel;

import java.util.List;

/**
 * {@code x < ANY(array)} and its kin, on values in the form of {@code BoxedValues}. A comparison is
 * the set of the signs for which it holds: 1 for less, 2 for equal, 4 for greater.
 */
public final class ArrayTests {
  private ArrayTests() {}

  /** TRUE if it holds for one element; else unknown if it is for one; FALSE of no elements. */
  public static Object any(Object array, Object value, Object signs) {
    return test(array, value, (Integer) signs, true);
  }

  /** FALSE if it does not hold for one element; else unknown if it is for one. */
  public static Object all(Object array, Object value, Object signs) {
    return test(array, value, (Integer) signs, false);
  }

  private static Object test(Object array, Object value, int signs, boolean decisive) {
    if (array == null) {
      return null;
    }
    boolean unknown = false;
    for (Object element : (List<?>) array) {
      if (value == null || element == null) {
        unknown = true;
      } else if (holds(value, element, signs) == decisive) {
        return decisive;
      }
    }
    return unknown ? null : !decisive;
  }

  private static boolean holds(Object value, Object element, int signs) {
    return (signs & (needsOrder(signs) ? order(value, element) : equality(value, element))) != 0;
  }

  /** Not {@code =} and {@code <>}, which values without an order have too. */
  private static boolean needsOrder(int signs) {
    return signs != 2 && signs != 5;
  }

  private static int equality(Object value, Object element) {
    return Lists.same(value, element) ? 2 : 1;
  }

  private static int order(Object value, Object element) {
    int order = Lists.compare(value, element);
    return order < 0 ? 1 : order > 0 ? 4 : 2;
  }
}
