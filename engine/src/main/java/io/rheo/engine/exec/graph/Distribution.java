package io.rheo.engine.exec.graph;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** On which workers the rows of an edge of a plan are, or have to be. */
sealed interface Distribution {
  /** On any worker. */
  record Anywhere() implements Distribution {}

  /** All on worker 0. */
  record OnOne() implements Distribution {}

  /** Each row on every worker. */
  record OnEach() implements Distribution {}

  /** Rows that are equal in these columns, at least one, are on one worker. */
  record ByKeys(List<Integer> columns) implements Distribution {
    public ByKeys {
      columns = List.copyOf(columns);
    }
  }

  /** Rows by these columns; without columns, on one worker. */
  static Distribution byKeys(List<Integer> columns) {
    return columns.isEmpty() ? new OnOne() : new ByKeys(columns);
  }

  /** Whether rows that are here meet every row that has to be where {@code required} says. */
  default boolean satisfies(Distribution required) {
    if (this instanceof OnOne || required instanceof Anywhere) {
      return true;
    }
    return this instanceof ByKeys here
        && required instanceof ByKeys wanted
        && new HashSet<>(wanted.columns()).containsAll(here.columns());
  }

  /**
   * Where the rows are after an operator that does not move them.
   *
   * @param output the column that holds an input's column afterwards; empty: none does
   */
  default Distribution mapped(IntFunction<OptionalInt> output) {
    if (!(this instanceof ByKeys here)) {
      return this;
    }
    List<OptionalInt> columns = here.columns().stream().map(output::apply).toList();
    return columns.stream().allMatch(OptionalInt::isPresent)
        ? new ByKeys(columns.stream().map(OptionalInt::getAsInt).toList())
        : new Anywhere();
  }
}
