package io.rheo.sql.catalog;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/** A column of a table. */
public sealed interface Column {
  String name();

  RelDataType type();

  /** Comes from the record itself. */
  record Physical(String name, RelDataType type) implements Column {}

  /**
   * Comes from the connector, not from the record's bytes.
   *
   * @param key the connector's name for it; the column's own name if none was written
   * @param isVirtual whether it is only read; one that is not virtual is written by INSERT as well
   */
  record Metadata(String name, RelDataType type, String key, boolean isVirtual) implements Column {}

  /**
   * Is computed from the other columns whenever a row is read.
   *
   * @param expression over the table's full row type
   * @param sql the expression as written
   */
  record Computed(String name, RelDataType type, RexNode expression, String sql)
      implements Column {}

  /** Whether {@code INSERT INTO} fills this column. */
  default boolean isPersisted() {
    if (this instanceof Metadata metadata) {
      return !metadata.isVirtual();
    }
    return this instanceof Physical;
  }
}
