package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Column;

/** Reads the result of one aggregate call out of the words of groups. */
@FunctionalInterface
interface AggregateResult {
  /** One entry for each group of {@code rows}; anything where it overflows, which is noted. */
  Column read(ResultRows rows);
}
