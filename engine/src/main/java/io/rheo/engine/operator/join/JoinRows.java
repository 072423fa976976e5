package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.List;

/**
 * The rows of one side of a join: some columns of each, chained with those of the same key in the
 * order in which they came. A row is known by a number, its base.
 */
sealed interface JoinRows permits CountedRows, AppendedRows {

  /**
   * No rows yet, of one side.
   *
   * @param stored the columns of the input that are kept
   * @param counted whether rows can be taken back
   * @param watch what is known of the partners of a row
   */
  static JoinRows of(
      int side,
      RowType input,
      List<Integer> stored,
      boolean counted,
      Watch watch,
      JoinKeyTable keys) {
    return counted
        ? new CountedRows(side, input, stored, watch, keys)
        : new AppendedRows(side, input, stored, watch, keys);
  }

  /** Whether a row can stand for several, or for less than one. */
  boolean counted();

  /**
   * The bases of rows, which are made where there are none; these are in no chain and have a count
   * of 0. Holds until the next call.
   */
  int[] place(Batch batch, int[] keyBases);

  /** Says which rows {@link #column} is about. */
  void select(int[] bases, int count);

  /** Keeps some of the selected rows only, which are {@code places} of the selection, ascending. */
  void selectOf(int[] places, int count);

  /** A stored column of the selected rows. */
  Column column(int storedColumn);

  int keyBase(int base);

  /** The row after this one with the same key; -1 if it is the last. */
  int next(int base);

  /** How many such rows there are. */
  int count(int base);

  /**
   * Changes how many such rows there are; returns how many there were. A row that is there for the
   * first time goes to the end of its chain.
   */
  int addCount(int base, int change);

  /** How many partners the row has, where that is counted by row. */
  long matches(int base);

  void setMatches(int base, long matches);

  /** Whether the step has touched the row. */
  boolean isTouched(int base);

  void setTouched(int base, boolean touched);

  /** Forgets the rows of a key. */
  void removeAll(int keyBase);

  /** Forgets all rows, but not the chains. */
  void clear();

  /** Whether so many rows are gone that it is time to {@link #compact}. */
  boolean wantsCompaction();

  /** Drops the rows that are gone; the others get new bases. */
  void compact();

  /**
   * Takes note that keys have other bases; every row is in a chain.
   *
   * @param moved as {@link JoinKeyTable#compact} returns it
   */
  void moveKeys(int[] moved);

  /** Drops strings that no row has any more, once there may be many. */
  void collectStrings();

  int size();

  void writeTo(StateWriter state) throws IOException;

  void readFrom(StateReader state) throws IOException;
}
