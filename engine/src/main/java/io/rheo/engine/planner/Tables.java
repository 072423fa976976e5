package io.rheo.engine.planner;

import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.sql.catalog.Column;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.logical.LogicalQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tables of the catalog as connectors see them. */
public final class Tables {
  private Tables() {}

  /** The table with its physical columns only. */
  public static TableSpec spec(TableDefinition table) {
    RowType physical =
        new RowType(
            table.columns().stream()
                .filter(Column.Physical.class::isInstance)
                .map(column -> new Field(column.name(), DataTypes.of(column.type())))
                .toList());
    return new TableSpec(table.name(), physical, table.options(), table.primaryKey());
  }

  /** The table's metadata columns, in declared order. */
  public static List<MetadataColumn> metadata(TableDefinition table) {
    return metadataColumns(table)
        .map(column -> new MetadataColumn(column.key(), DataTypes.of(column.type())))
        .toList();
  }

  /** What a scan of every column gives: the physical columns, then the metadata. */
  public static RowType readType(TableDefinition table) {
    Stream<Field> metadata =
        metadataColumns(table).map(column -> new Field(column.name(), DataTypes.of(column.type())));
    return new RowType(Stream.concat(spec(table).columns().fields().stream(), metadata).toList());
  }

  private static Stream<Column.Metadata> metadataColumns(TableDefinition table) {
    return table.columns().stream()
        .filter(Column.Metadata.class::isInstance)
        .map(Column.Metadata.class::cast);
  }

  /** The columns of a query's result, under the names that it gives them. */
  public static RowType resultType(LogicalQuery query) {
    RowType columns = DataTypes.rowType(query.rel().getRowType());
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      fields.add(new Field(query.columnNames().get(i), columns.type(i)));
    }
    return new RowType(fields);
  }
}
