package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Column;

/** Reads the results of single groups. Has scratch memory. */
public final class GroupValues {
  private final AggregateLayout layout;
  private final int[] bases = new int[1];

  public GroupValues(AggregateLayout layout) {
    this.layout = layout;
  }

  /**
   * The result of a call for the group at {@code base}, as the only entry of a column; {@code null}
   * if it cannot be told, for example because its type cannot hold it.
   */
  public Column read(Groups groups, int base, int call) {
    bases[0] = base;
    ResultRows rows = new ResultRows(groups, bases, 1);
    Column result = layout.result(call, rows);
    return rows.errors()[0] == null ? result : null;
  }
}
