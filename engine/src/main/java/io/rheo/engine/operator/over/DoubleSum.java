package io.rheo.engine.operator.over;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.DoubleBuilder;
import io.rheo.engine.column.DoubleColumn;

/** {@code SUM} or {@code AVG} of floating-point numbers in a frame that rows leave. */
final class DoubleSum extends OverFunction {
  private final int column;
  private final boolean average;
  private final boolean narrow;
  private final PartitionRows rows;
  private final Frame frame;
  private final BlockSums sums = new BlockSums();
  private long values; // in the frame that are not NULL

  /**
   * @param narrow whether the result is a FLOAT
   */
  DoubleSum(int column, boolean average, boolean narrow, PartitionRows rows, Frame frame) {
    this.column = column;
    this.average = average;
    this.narrow = narrow;
    this.rows = rows;
    this.frame = frame;
  }

  @Override
  void enter(long number) {
    Column argument = rows.batch(number).column(column);
    int row = rows.row(number);
    if (argument.isNull(row)) {
      sums.add(number, 0);
    } else {
      sums.add(number, ((DoubleColumn) argument).values()[row]);
      values++;
    }
  }

  @Override
  void leave(long number) {
    sums.dropBefore(number + 1);
    if (!rows.isNull(number, column)) {
      values--;
    }
  }

  @Override
  boolean append(long current, ColumnBuilder out) {
    if (values == 0) {
      out.appendNull();
      return true;
    }
    double sum = sums.sum(frame.start(), frame.end());
    double result = average ? sum / values : sum;
    ((DoubleBuilder) out).append(narrow ? (float) result : result);
    return true;
  }
}
