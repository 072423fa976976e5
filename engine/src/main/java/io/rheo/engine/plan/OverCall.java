package io.rheo.engine.plan;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.type.DataType;

/** A function of {@code OVER}. Arguments are columns of the input. */
public sealed interface OverCall {
  DataType type();

  /** An aggregate of the frame. */
  record Aggregate(AggregateCall call, OverFrame frame) implements OverCall {
    @Override
    public DataType type() {
      return call.type();
    }
  }

  /** Which row of the frame a {@link Value} is taken from. */
  enum Place {
    FIRST,
    LAST,
    NTH
  }

  /**
   * {@code FIRST_VALUE}, {@code LAST_VALUE}, {@code NTH_VALUE}: the argument in one row of the
   * frame; NULL if there is no such row.
   *
   * @param nth the row's number in the frame, from 1; for {@link Place#NTH}
   * @param ignoreNulls whether rows with a NULL argument are passed over
   */
  record Value(
      Place place, int argument, long nth, boolean ignoreNulls, OverFrame frame, DataType type)
      implements OverCall {}

  /**
   * {@code LAG} and {@code LEAD}: the argument in another row of the partition.
   *
   * @param offset how many rows after the current one; before it if negative
   * @param otherwise the column of the current row that is the result if there is no such row; -1:
   *     it is NULL
   * @param ignoreNulls whether rows with a NULL argument are passed over
   */
  record Shift(int argument, long offset, int otherwise, boolean ignoreNulls, DataType type)
      implements OverCall {}

  /** Numbers that depend on the order alone. */
  enum Ranking {
    ROW_NUMBER,
    RANK,
    DENSE_RANK,
    PERCENT_RANK,
    CUME_DIST,
    NTILE;

    /** Whether the number of rows in the partition must be known. */
    public boolean needsAllRows() {
      return this == PERCENT_RANK || this == CUME_DIST || this == NTILE;
    }
  }

  /**
   * A number that depends on the order alone.
   *
   * @param buckets of {@code NTILE}
   */
  record Rank(Ranking ranking, long buckets, DataType type) implements OverCall {}

  /** Whether the function may look at rows after the current row and those equal to it. */
  default boolean looksAhead() {
    if (this instanceof Aggregate aggregate) {
      return aggregate.frame().end().isAhead();
    } else if (this instanceof Value value) {
      return value.frame().end().isAhead();
    } else if (this instanceof Shift shift) {
      return shift.offset() > 0;
    } else {
      return ((Rank) this).ranking().needsAllRows();
    }
  }

  /** Whether the function needs all rows of the partition before it gives a result for any. */
  default boolean needsAllRows() {
    if (this instanceof Aggregate aggregate) {
      return aggregate.frame().end() instanceof FrameBound.Unbounded;
    } else if (this instanceof Value value) {
      return value.frame().end() instanceof FrameBound.Unbounded;
    } else {
      return this instanceof Rank rank && rank.ranking().needsAllRows();
    }
  }
}
