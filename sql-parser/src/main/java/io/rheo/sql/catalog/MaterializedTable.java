package io.rheo.sql.catalog;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A materialized view as a plan reads it. A scan's {@code RelOptTable} unwraps to it. */
public final class MaterializedTable extends AbstractTable {
  private final MaterializedView definition;

  public MaterializedTable(MaterializedView definition) {
    this.definition = definition;
  }

  public MaterializedView definition() {
    return definition;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return definition.rowType();
  }
}
