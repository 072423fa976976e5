package io.rheo.engine.column;

/**
 * Some rows of a changelog, in order, as columns. Immutable once handed on: whoever holds it may
 * keep its arrays, nobody may write to them.
 *
 * <p>Each row has a weight: +1 an insert, -1 a retraction; other numbers stand for several equal
 * changes. Without a weight array every row is one insert.
 */
public final class Batch {
  /** The number of rows that operators aim at; a batch may be smaller, seldom larger. */
  public static final int TARGET_ROWS = 2048;

  private final Column[] columns;
  private final int rowCount;
  private final int[] weights;

  /** A batch of inserts only. The arrays now belong to the batch. */
  public Batch(Column[] columns, int rowCount) {
    this(columns, rowCount, null);
  }

  /**
   * @param weights one a row, or {@code null} if every row is an insert
   */
  public Batch(Column[] columns, int rowCount, int[] weights) {
    this.columns = columns;
    this.rowCount = rowCount;
    this.weights = weights;
  }

  public int rowCount() {
    return rowCount;
  }

  public int columnCount() {
    return columns.length;
  }

  public Column column(int index) {
    return columns[index];
  }

  /** The weights, or {@code null} if every row is an insert. */
  public int[] weights() {
    return weights;
  }

  public int weight(int row) {
    return weights == null ? 1 : weights[row];
  }

  public byte[] booleans(int column) {
    return ((BooleanColumn) columns[column]).values();
  }

  public int[] ints(int column) {
    return ((IntColumn) columns[column]).values();
  }

  public long[] longs(int column) {
    return ((LongColumn) columns[column]).values();
  }

  public double[] doubles(int column) {
    return ((DoubleColumn) columns[column]).values();
  }

  public Decimal128Column decimals(int column) {
    return (Decimal128Column) columns[column];
  }

  public BytesColumn bytes(int column) {
    return (BytesColumn) columns[column];
  }

  /** The rows with these indexes, in this order. */
  public Batch gather(int[] rows, int count) {
    Column[] result = new Column[columns.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = columns[i].gather(rows, count);
    }
    int[] newWeights = null;
    if (weights != null) {
      newWeights = new int[count];
      for (int i = 0; i < count; i++) {
        newWeights[i] = weights[rows[i]];
      }
    }
    return new Batch(result, count, newWeights);
  }

  /** The rows {@code [from, to)}; the batch itself if these are all. */
  public Batch slice(int from, int to) {
    if (from == 0 && to == rowCount) {
      return this;
    }
    Column[] result = new Column[columns.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = columns[i].slice(from, to);
    }
    int[] newWeights = weights == null ? null : java.util.Arrays.copyOfRange(weights, from, to);
    return new Batch(result, to - from, newWeights);
  }

  /** The same rows, each as one insert; the columns are shared. */
  public Batch withoutWeights() {
    return new Batch(columns, rowCount);
  }

  /** The same rows in memory of their own: what they were cut out of is not held any more. */
  public Batch compact() {
    Column[] result = new Column[columns.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = columns[i] instanceof BytesColumn bytes ? bytes.compact() : columns[i];
    }
    return new Batch(result, rowCount, weights);
  }

  /** The same rows with other weights, one a row; the columns are shared. */
  public Batch withWeights(int[] newWeights) {
    return new Batch(columns, rowCount, newWeights);
  }

  /** The same rows with these columns only, shared and not copied. */
  public Batch select(int... indexes) {
    Column[] result = new Column[indexes.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = columns[indexes[i]];
    }
    return new Batch(result, rowCount, weights);
  }
}
