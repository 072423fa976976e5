package io.rheo.sql.validate;

import io.rheo.sql.catalog.ViewDefinition;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TemporalTable;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A view as a query sees it: its row type is that of its query today, its plan that query's. */
public final class CatalogView extends AbstractTable implements TranslatableTable, TemporalTable {
  private final ViewDefinition definition;
  private final Supplier<RelDataType> rowType;

  CatalogView(ViewDefinition definition, Supplier<RelDataType> rowType) {
    this.definition = definition;
    this.rowType = rowType;
  }

  public ViewDefinition definition() {
    return definition;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return rowType.get();
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
    return context.expandView(
            relOptTable.getRowType(),
            definition.querySql(),
            List.of(),
            relOptTable.getQualifiedName())
        .rel;
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
