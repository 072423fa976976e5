package io.rheo.sql.catalog;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** A table as a plan reads it. A scan's {@code RelOptTable} unwraps to it. */
public final class CatalogTable extends AbstractTable {
  /** Which rows of the table are read. */
  public enum Content {
    ROWS,
    /** The records that could not be decoded: {@code errors('table')}. */
    ERRORS
  }

  private final TableDefinition definition;
  private final Content content;

  public CatalogTable(TableDefinition definition, Content content) {
    this.definition = definition;
    this.content = content;
  }

  public TableDefinition definition() {
    return definition;
  }

  public Content content() {
    return content;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return switch (content) {
      case ROWS -> definition.rowType();
      case ERRORS -> errorsRowType();
    };
  }

  /**
   * When the record was refused, the split it came from (a partition or file), its place there (an
   * offset, or a line's first byte), the reason, and its bytes.
   */
  public static RelDataType errorsRowType() {
    return RheoTypes.FACTORY
        .builder()
        .add(
            "error_time",
            RheoTypes.FACTORY.createSqlType(
                SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, RheoTypes.TIME_PRECISION_MAX))
        .add("source_split", RheoTypes.notNull(SqlTypeName.VARCHAR))
        .add("source_offset", RheoTypes.notNull(SqlTypeName.BIGINT))
        .add("reason", RheoTypes.notNull(SqlTypeName.VARCHAR))
        .add("raw", RheoTypes.nullable(SqlTypeName.VARBINARY))
        .build();
  }

  @Override
  public <C> C unwrap(Class<C> type) {
    return type == TableDefinition.class ? type.cast(definition) : super.unwrap(type);
  }
}
