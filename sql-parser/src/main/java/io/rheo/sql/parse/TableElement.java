package io.rheo.sql.parse;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** One item between the parentheses of {@code CREATE TABLE}. */
public sealed interface TableElement {
  /** A column that gets a value from each record or {@code INSERT}. */
  record Physical(SqlIdentifier name, SqlDataTypeSpec type) implements TableElement {}

  /** A column that {@code CREATE TABLE … AS} takes over from the query. */
  record OfQuery(SqlIdentifier name, RelDataType type) implements TableElement {}

  /** {@code name type METADATA [FROM 'key'] [VIRTUAL]}. */
  record Metadata(SqlIdentifier name, SqlDataTypeSpec type, Optional<String> key, boolean isVirtual)
      implements TableElement {}

  /** {@code name AS expression}. */
  record Computed(SqlIdentifier name, SqlNode expression) implements TableElement {}

  /** {@code WATERMARK FOR column AS expression}. */
  record Watermark(SqlParserPos position, SqlIdentifier column, SqlNode expression)
      implements TableElement {}

  /** {@code PRIMARY KEY (columns) NOT ENFORCED}, or the same said at a column. */
  record PrimaryKey(SqlParserPos position, List<SqlIdentifier> columns) implements TableElement {
    public PrimaryKey {
      columns = List.copyOf(columns);
    }
  }
}
