package io.rheo.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A row whose columns are known by position: a ROW without a Java class of its own. {@link SqlType}
 * has to name its columns.
 */
public final class Row {
  private final List<Object> values;

  private Row(List<Object> values) {
    this.values = values;
  }

  /** A row of these values; {@code null} is NULL. */
  public static Row of(Object... values) {
    return new Row(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values))));
  }

  /** The value of a column, from 0. */
  public Object getField(int index) {
    return values.get(index);
  }

  /** The number of columns. */
  public int getArity() {
    return values.size();
  }

  /** The values, in order; cannot be changed. */
  public List<Object> values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row row && values.equals(row.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(values);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
