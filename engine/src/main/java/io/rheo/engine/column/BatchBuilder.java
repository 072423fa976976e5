package io.rheo.engine.column;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.util.Arrays;

/**
 * Grows a batch row by row: append one entry to every column, then call {@link #endRow}. A row that
 * turns out to be bad is undone with {@link #dropRow}. Reusable after {@link #build}.
 */
public final class BatchBuilder {
  private final RowType rowType;
  private final ColumnBuilder[] columns;
  private int rowCount;
  private int[] weights; // null as long as every row is an insert

  public BatchBuilder(RowType rowType) {
    this.rowType = rowType;
    columns =
        rowType.fields().stream()
            .map(Field::type)
            .map(ColumnBuilder::of)
            .toArray(ColumnBuilder[]::new);
  }

  public RowType rowType() {
    return rowType;
  }

  public DataType type(int column) {
    return rowType.type(column);
  }

  /** The number of complete rows. */
  public int rowCount() {
    return rowCount;
  }

  public boolean isEmpty() {
    return rowCount == 0;
  }

  /** Whether the batch has reached {@link Batch#TARGET_ROWS}. */
  public boolean isFull() {
    return rowCount >= Batch.TARGET_ROWS;
  }

  public ColumnBuilder column(int index) {
    return columns[index];
  }

  public BooleanBuilder booleans(int index) {
    return (BooleanBuilder) columns[index];
  }

  public IntBuilder ints(int index) {
    return (IntBuilder) columns[index];
  }

  public LongBuilder longs(int index) {
    return (LongBuilder) columns[index];
  }

  public DoubleBuilder doubles(int index) {
    return (DoubleBuilder) columns[index];
  }

  public Decimal128Builder decimals(int index) {
    return (Decimal128Builder) columns[index];
  }

  public BytesBuilder bytes(int index) {
    return (BytesBuilder) columns[index];
  }

  public ObjectBuilder objects(int index) {
    return (ObjectBuilder) columns[index];
  }

  /** The row whose entries were appended is an insert. */
  public void endRow() {
    endRow(1);
  }

  /** The row whose entries were appended has this weight. */
  public void endRow(int weight) {
    if (weights == null && weight != 1) {
      weights = new int[Math.max(ColumnBuilder.INITIAL_ROWS, rowCount * 2)];
      Arrays.fill(weights, 0, rowCount, 1);
    }
    if (weights != null) {
      if (rowCount == weights.length) {
        weights = Arrays.copyOf(weights, rowCount * 2);
      }
      weights[rowCount] = weight;
    }
    rowCount++;
  }

  /** Forgets the entries of a row that was not ended; some columns may lack theirs. */
  public void dropRow() {
    for (ColumnBuilder column : columns) {
      if (column.size() > rowCount) {
        column.truncate(rowCount);
      }
    }
  }

  /** Copies one row of a batch with the same columns, weight included. */
  public void appendRow(Batch source, int row) {
    for (int i = 0; i < columns.length; i++) {
      columns[i].append(source.column(i), row);
    }
    endRow(source.weight(row));
  }

  /** The batch of all complete rows; the builder is empty afterwards. */
  public Batch build() {
    Column[] built = new Column[columns.length];
    for (int i = 0; i < built.length; i++) {
      built[i] = columns[i].build();
    }
    Batch batch = new Batch(built, rowCount, weights);
    rowCount = 0;
    weights = null;
    return batch;
  }
}
