package io.rheo.engine.operator.function;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.ColumnBuilder;

/** Makes rows from one row: a table function at work. */
public interface RowGenerator {
  /**
   * Makes the rows for one row of a batch.
   *
   * @throws io.rheo.engine.codegen.kernel.RowException before the first row, if the row has no
   *     result
   */
  void generate(Batch batch, int row, Rows rows);

  /** Takes the rows: an entry for each column, then {@link #endRow}. */
  interface Rows {
    ColumnBuilder column(int index);

    void endRow();
  }
}
