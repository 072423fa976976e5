package io.rheo.sql.catalog;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TemporalTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table as a plan reads it. A scan's {@code RelOptTable} unwraps to it. */
public final class CatalogTable extends AbstractTable implements TemporalTable {
  private final TableDefinition definition;

  public CatalogTable(TableDefinition definition) {
    this.definition = definition;
  }

  public TableDefinition definition() {
    return definition;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return definition.rowType();
  }

  @Override
  public <C> C unwrap(Class<C> type) {
    return type == TableDefinition.class ? type.cast(definition) : super.unwrap(type);
  }

  /** Any table may have versions: whether it does is judged where it is joined as of a time. */
  @Override
  public String getSysStartFieldName() {
    return "";
  }

  @Override
  public String getSysEndFieldName() {
    return "";
  }
}
