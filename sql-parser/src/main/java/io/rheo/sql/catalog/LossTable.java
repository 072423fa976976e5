package io.rheo.sql.catalog;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** What a table or a job could not use. A scan's {@code RelOptTable} unwraps to it. */
public final class LossTable extends AbstractTable {
  /** Which losses. */
  public enum Content {
    /** {@code errors('table or job')}: undecodable records, rows that could not be computed. */
    ERRORS,
    /** {@code late('job')}: rows that came after their windows had closed. */
    LATE_ROWS
  }

  private final String name;
  private final Content content;

  /** The losses of the table or job of a name. */
  public LossTable(String name, Content content) {
    this.name = name;
    this.content = content;
  }

  public String name() {
    return name;
  }

  public Content content() {
    return content;
  }

  /** The columns, all but {@code raw} NOT NULL. */
  public RelDataType rowType() {
    return switch (content) {
      case ERRORS -> errorsRowType();
      case LATE_ROWS -> lateRowType();
    };
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return rowType();
  }

  /**
   * When the record was refused, the split it came from (a partition or file; or the operator), its
   * place there (an offset, or a line's first byte), the reason, and its bytes.
   */
  private static RelDataType errorsRowType() {
    return RheoTypes.FACTORY
        .builder()
        .add("error_time", time(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE))
        .add("source_split", RheoTypes.notNull(SqlTypeName.VARCHAR))
        .add("source_offset", RheoTypes.notNull(SqlTypeName.BIGINT))
        .add("reason", RheoTypes.notNull(SqlTypeName.VARCHAR))
        .add("raw", RheoTypes.nullable(SqlTypeName.VARBINARY))
        .build();
  }

  /**
   * When the row came, the operator that it was late for, its event time, the watermark that had
   * passed it, and the columns of the operator's input as a JSON object.
   */
  private static RelDataType lateRowType() {
    return RheoTypes.FACTORY
        .builder()
        .add("found_time", time(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE))
        .add("operator", RheoTypes.notNull(SqlTypeName.VARCHAR))
        .add("event_time", time(SqlTypeName.TIMESTAMP))
        .add("passed_by", time(SqlTypeName.TIMESTAMP))
        .add("data", RheoTypes.notNull(SqlTypeName.VARCHAR))
        .build();
  }

  private static RelDataType time(SqlTypeName type) {
    return RheoTypes.FACTORY.createSqlType(type, RheoTypes.TIME_PRECISION_MAX);
  }
}
