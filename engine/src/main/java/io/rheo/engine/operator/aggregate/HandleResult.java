package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.type.DataType;

/**
 * A result that is computed of what a group keeps beside its words. As that changes in place, the
 * result is computed and saved before the group changes: see {@link SavedResults}.
 */
abstract class HandleResult implements AggregateResult {
  private final DataType type;
  private final int at;
  private final int savedIndex;

  /**
   * @param type of the result
   * @param at where the handle is
   * @param savedIndex its place among the saved results
   */
  HandleResult(DataType type, int at, int savedIndex) {
    this.type = type;
    this.at = at;
    this.savedIndex = savedIndex;
  }

  final DataType type() {
    return type;
  }

  final int at() {
    return at;
  }

  @Override
  public final Column read(ResultRows rows) {
    ColumnBuilder builder = ColumnBuilder.of(type);
    for (int i = 0; i < rows.count(); i++) {
      long handle = rows.word(i, at);
      if (handle < 0) {
        builder.append(rows.saved()[savedIndex], (int) (-1 - handle));
      } else {
        append(rows, i, handle, builder);
      }
    }
    return builder.build();
  }

  /**
   * Appends the result of a group.
   *
   * @param handle as the group's words have it; 0 if the group keeps nothing
   */
  abstract void append(ResultRows rows, int i, long handle, ColumnBuilder builder);
}
