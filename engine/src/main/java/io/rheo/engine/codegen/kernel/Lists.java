package io.rheo.engine.codegen.kernel;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Functions of ARRAY on lists in the form of {@code BoxedValues}. Arguments may be {@code null};
 * lists that are results are new. NULL elements equal each other.
 */
public final class Lists {
  private static final Comparator<Object> ORDER = Lists::compare;

  private Lists() {}

  private static List<?> list(Object array) {
    return (List<?>) array;
  }

  /** What stands for an element in a set: byte strings are equal by content. */
  private static Object key(Object element) {
    return element instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : element;
  }

  static boolean same(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return Numbers.equal(x, y); // there is one zero
    }
    return Objects.equals(key(a), key(b));
  }

  public static Object contains(Object array, Object element) {
    return array == null ? null : indexOf(list(array), element) >= 0;
  }

  /** From 1; 0 if it is not there. */
  public static Object position(Object array, Object element) {
    return array == null || element == null ? null : indexOf(list(array), element) + 1;
  }

  /** All places where it is, from 1. */
  public static Object positions(Object array, Object element) {
    if (array == null) {
      return null;
    }
    List<Object> result = new ArrayList<>();
    int place = 0;
    for (Object other : list(array)) {
      place++;
      if (same(other, element)) {
        result.add(place);
      }
    }
    return result;
  }

  /** Of numbers that have the type of the sum; NULLs do not count, and NULL without any other. */
  public static Object sum(Object array) {
    Object sum = null;
    for (Object element : array == null ? List.of() : list(array)) {
      if (element != null) {
        sum = sum == null ? element : plus(sum, element);
      }
    }
    return sum;
  }

  private static Object plus(Object a, Object b) {
    try {
      if (a instanceof Long x) {
        return Math.addExact(x, (Long) b);
      } else if (a instanceof BigDecimal x) {
        return x.add((BigDecimal) b);
      }
    } catch (ArithmeticException e) {
      throw new RowException("the sum of an array is out of range");
    }
    return (Double) a + (Double) b;
  }

  /** Of a MULTISET, a map of counts: each element as often as it is there. */
  public static Object elements(Object counts) {
    if (counts == null) {
      return null;
    }
    List<Object> result = new ArrayList<>();
    ((Map<?, ?>) counts)
        .forEach((element, count) -> result.addAll(Collections.nCopies((Integer) count, element)));
    return result;
  }

  private static int indexOf(List<?> list, Object element) {
    for (int i = 0; i < list.size(); i++) {
      if (same(list.get(i), element)) {
        return i;
      }
    }
    return -1;
  }

  public static Object remove(Object array, Object element) {
    if (array == null) {
      return null;
    }
    List<Object> result = new ArrayList<>(list(array));
    result.removeIf(other -> same(other, element));
    return result;
  }

  public static Object append(Object array, Object element) {
    if (array == null) {
      return null;
    }
    List<Object> result = new ArrayList<>(list(array));
    result.add(element);
    return result;
  }

  public static Object prepend(Object array, Object element) {
    if (array == null) {
      return null;
    }
    List<Object> result = new ArrayList<>(list(array).size() + 1);
    result.add(element);
    result.addAll(list(array));
    return result;
  }

  /** Each element once, where it is first. */
  public static Object distinct(Object array) {
    return array == null ? null : without(list(array), List.of());
  }

  /** Each element of the first once that is not in the second. */
  public static Object except(Object array, Object other) {
    return array == null || other == null ? null : without(list(array), list(other));
  }

  private static List<Object> without(List<?> list, List<?> excluded) {
    Set<Object> seen = new HashSet<>();
    excluded.forEach(element -> seen.add(key(element)));
    List<Object> result = new ArrayList<>();
    for (Object element : list) {
      if (seen.add(key(element))) {
        result.add(element);
      }
    }
    return result;
  }

  /** Each element of the first once that is also in the second. */
  public static Object intersect(Object array, Object other) {
    if (array == null || other == null) {
      return null;
    }
    Set<Object> wanted = new HashSet<>();
    list(other).forEach(element -> wanted.add(key(element)));
    List<Object> result = new ArrayList<>();
    for (Object element : list(array)) {
      if (wanted.remove(key(element))) {
        result.add(element);
      }
    }
    return result;
  }

  /** Each element of any of them once. */
  public static Object union(Object... arrays) {
    Object all = concat(arrays);
    return all == null ? null : without(list(all), List.of());
  }

  public static Object concat(Object... arrays) {
    List<Object> result = new ArrayList<>();
    for (Object array : arrays) {
      if (array == null) {
        return null;
      }
      result.addAll(list(array));
    }
    return result;
  }

  public static Object reverse(Object array) {
    if (array == null) {
      return null;
    }
    List<Object> result = new ArrayList<>(list(array));
    Collections.reverse(result);
    return result;
  }

  public static Object slice(Object array, Object from) {
    return array == null ? null : slice(array, from, list(array).size());
  }

  /** From and to, both inclusive and from 1; negative numbers count from the end. */
  public static Object slice(Object array, Object from, Object to) {
    if (array == null || from == null || to == null) {
      return null;
    }
    List<?> list = list(array);
    int start = Math.max(1, index((Integer) from, list.size()));
    int end = Math.min(list.size(), index((Integer) to, list.size()));
    return start > end ? new ArrayList<>() : new ArrayList<>(list.subList(start - 1, end));
  }

  private static int index(int position, int size) {
    return position < 0 ? size + position + 1 : Math.max(1, position);
  }

  public static Object sort(Object array) {
    return sort(array, true);
  }

  public static Object sort(Object array, Object ascending) {
    return sort(array, ascending, ascending);
  }

  public static Object sort(Object array, Object ascending, Object nullsFirst) {
    if (array == null || ascending == null || nullsFirst == null) {
      return null;
    }
    Comparator<Object> order = (Boolean) ascending ? ORDER : ORDER.reversed();
    List<Object> result = new ArrayList<>(list(array));
    result.sort((Boolean) nullsFirst ? Comparator.nullsFirst(order) : Comparator.nullsLast(order));
    return result;
  }

  public static Object max(Object array) {
    return extreme(array, ORDER);
  }

  public static Object min(Object array) {
    return extreme(array, ORDER.reversed());
  }

  private static Object extreme(Object array, Comparator<Object> order) {
    Object best = null;
    for (Object element : array == null ? List.of() : list(array)) {
      if (element != null && (best == null || order.compare(element, best) > 0)) {
        best = element;
      }
    }
    return best;
  }

  /**
   * The order of SQL: text by code point, byte strings as unsigned numbers, arrays and rows by the
   * first elements that differ, NULL behind all other elements.
   */
  public static int compare(Object a, Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a == null, b == null);
    } else if (a instanceof List<?> x) {
      return compareElements(x, (List<?>) b);
    } else if (a instanceof Integer x) {
      return Integer.compare(x, (Integer) b);
    } else if (a instanceof Long x) {
      return Long.compare(x, (Long) b);
    } else if (a instanceof Double x) {
      return Numbers.compare(x, (Double) b);
    } else if (a instanceof BigDecimal x) {
      return x.compareTo((BigDecimal) b);
    } else if (a instanceof String x) {
      return Slice.of(x).compareTo(Slice.of((String) b));
    } else if (a instanceof byte[] x) {
      return Arrays.compareUnsigned(x, (byte[]) b);
    }
    return Boolean.compare((Boolean) a, (Boolean) b);
  }

  private static int compareElements(List<?> a, List<?> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  public static Object join(Object array, Object separator) {
    return join(array, separator, null, false);
  }

  public static Object join(Object array, Object separator, Object nullText) {
    return nullText == null ? null : join(array, separator, nullText, true);
  }

  private static Object join(Object array, Object separator, Object nullText, boolean showNulls) {
    if (array == null || separator == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    boolean first = true;
    for (Object element : list(array)) {
      if (element != null || showNulls) {
        text.append(first ? "" : separator).append(element == null ? nullText : element);
        first = false;
      }
    }
    return text.toString();
  }

  private static Map<?, ?> map(Object map) {
    return (Map<?, ?>) map;
  }

  public static Object keys(Object map) {
    return map == null ? null : new ArrayList<>(map(map).keySet());
  }

  public static Object values(Object map) {
    return map == null ? null : new ArrayList<>(map(map).values());
  }

  /** Rows of key and value. */
  public static Object entries(Object map) {
    if (map == null) {
      return null;
    }
    List<Object> entries = new ArrayList<>();
    map(map).forEach((key, value) -> entries.add(Arrays.asList(key, value)));
    return entries;
  }

  /** Of equal keys the last one's value counts. */
  public static Object mapUnion(Object... maps) {
    Map<Object, Object> result = new LinkedHashMap<>();
    for (Object map : maps) {
      if (map == null) {
        return null;
      }
      result.putAll(map(map));
    }
    return result;
  }

  public static Object mapOfArrays(Object keys, Object values) {
    if (keys == null || values == null) {
      return null;
    }
    List<?> keyList = list(keys);
    List<?> valueList = list(values);
    if (keyList.size() != valueList.size()) {
      throw new RowException(
          "MAP_FROM_ARRAYS of " + keyList.size() + " keys and " + valueList.size() + " values");
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keyList.size(); i++) {
      map.put(keyList.get(i), valueList.get(i));
    }
    return map;
  }

  /** Rows that are NULL make the map NULL. */
  public static Object mapOfEntries(Object entries) {
    if (entries == null) {
      return null;
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Object entry : list(entries)) {
      if (entry == null) {
        return null;
      }
      map.put(list(entry).get(0), list(entry).get(1));
    }
    return map;
  }
}
