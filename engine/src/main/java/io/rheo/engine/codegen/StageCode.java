package io.rheo.engine.codegen;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.Validity;

/**
 * What generated classes extend: the loops over the rows of one batch. Public only because the
 * classes are loaded by another class loader; {@link Stage} is the way in.
 *
 * <p>Loops run over output rows {@code [from, to)}; output row {@code k} is input row {@code
 * selection[k]} if the stage has a condition, else {@code k}.
 */
public abstract class StageCode {
  /** The input rows that passed the condition. */
  protected int[] selection;

  /** What CURRENT_TIMESTAMP is: milliseconds since 1970. */
  protected long nowMillis;

  /** The column being written; of all these one is in use. */
  protected byte[] booleans;

  protected int[] ints;
  protected long[] longs;
  protected long[] lows;
  protected double[] doubles;
  protected Object[] objects;
  protected BytesBuilder bytes;

  /** Validity of the column being written: bits to clear; {@code null} if no row can be NULL. */
  protected long[] validity;

  /** What the condition computes of rows that pass, and columns need. */
  protected ColumnBuilder[] kept;

  /** Of the batch that is bound. */
  protected int rowCount;

  private long[] allSet = {};

  protected StageCode() {}

  /** The bits of a column; ones for every row if it has none. */
  protected final long[] allSetIfAbsent(long[] bits) {
    if (bits != null) {
      return bits;
    }
    if (allSet.length < Validity.words(rowCount)) {
      allSet = Validity.allSet(rowCount + 63 & ~63);
    }
    return allSet;
  }

  /** Takes the objects that it calls and cannot make: a user's functions. */
  public void inject(Object[] objects) {}

  /** Takes the arrays of the input columns. */
  public abstract void bind(Batch input);

  /** Takes the arrays of a shared sub-expression, one entry an output row. */
  public abstract void bindShared(int index, Column column);

  /**
   * Appends the rows {@code [from, to)} where the condition is TRUE to the selection.
   *
   * @param nulls whether some column that it reads has NULLs
   * @return the new number of selected rows
   */
  public abstract int filter(boolean nulls, int from, int to, int count);

  /** Computes one column for the output rows {@code [from, to)}. */
  public abstract void compute(int column, boolean nulls, int from, int to);
}
