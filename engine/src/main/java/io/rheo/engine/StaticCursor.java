package io.rheo.engine;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.Arrays;
import java.util.List;

/** A few rows that are known: what SHOW, DESCRIBE and EXPLAIN give. */
final class StaticCursor implements ResultCursor {
  private final RowType rowType;
  private Batch batch;

  private StaticCursor(RowType rowType, Batch batch) {
    this.rowType = rowType;
    this.batch = batch;
  }

  /** Columns of text. */
  static RowType textColumns(String... names) {
    return new RowType(
        java.util.Arrays.stream(names)
            .map(name -> new Field(name, DataType.of(TypeName.VARCHAR)))
            .toList());
  }

  /**
   * A result of rows of texts.
   *
   * @param rows of texts; {@code null} is NULL
   */
  static StatementResult.Rows of(RowType rowType, List<List<String>> rows) {
    BatchBuilder builder = new BatchBuilder(rowType);
    for (List<String> row : rows) {
      for (int i = 0; i < rowType.size(); i++) {
        BoxedValues.append(builder.column(i), row.get(i));
      }
      builder.endRow();
    }
    return new StatementResult.Rows(
        new StaticCursor(rowType, builder.isEmpty() ? null : builder.build()));
  }

  /** A text, one line a row. */
  static StatementResult.Rows lines(RowType rowType, String text) {
    return of(rowType, Arrays.stream(text.split("\n")).map(List::of).toList());
  }

  @Override
  public RowType rowType() {
    return rowType;
  }

  @Override
  public boolean updating() {
    return false;
  }

  @Override
  public boolean bounded() {
    return true;
  }

  @Override
  public synchronized Batch poll(long waitNanos) {
    Batch result = batch;
    batch = null;
    return result;
  }

  @Override
  public synchronized boolean isFinished() {
    return batch == null;
  }

  @Override
  public QueryProgress progress() {
    return new QueryProgress(0, 0, 0, 0, 0, Long.MIN_VALUE);
  }

  @Override
  public LossSummary losses() {
    return LossSummary.NONE;
  }

  @Override
  public synchronized void close() {
    batch = null;
  }
}
