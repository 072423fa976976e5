package io.rheo.engine.column;

/** The kinds of change that people see, in Flink's words. Inside there are only weights. */
public enum ChangeKind {
  INSERT("+I"),
  UPDATE_BEFORE("-U"),
  UPDATE_AFTER("+U"),
  DELETE("-D");

  private final String symbol;

  ChangeKind(String symbol) {
    this.symbol = symbol;
  }

  /** {@code +I}, {@code -U}, {@code +U} or {@code -D}. */
  public String symbol() {
    return symbol;
  }

  /**
   * The kind of one row's change. Operators put the retraction of a group's old row right before
   * its new row, so such a pair reads as an update; where the two are of different groups it stands
   * for the same change of the table.
   */
  public static ChangeKind of(Batch batch, int row) {
    if (batch.weight(row) < 0) {
      boolean replaced = row + 1 < batch.rowCount() && isPair(batch, row);
      return replaced ? UPDATE_BEFORE : DELETE;
    }
    return row > 0 && isPair(batch, row - 1) ? UPDATE_AFTER : INSERT;
  }

  private static boolean isPair(Batch batch, int row) {
    return batch.weight(row) == -1 && batch.weight(row + 1) == 1;
  }
}
