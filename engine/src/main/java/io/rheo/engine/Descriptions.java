package io.rheo.engine;

import io.rheo.engine.Session.TableInfo;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.catalog.CatalogObject;
import io.rheo.sql.catalog.Column;
import io.rheo.sql.catalog.MaterializedView;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.catalog.ViewDefinition;
import io.rheo.sql.parse.ObjectKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What SHOW and DESCRIBE answer. */
final class Descriptions {
  private final Catalog catalog;
  private final Function<ViewDefinition, RowType> viewColumns;

  /**
   * Descriptions of what is in a catalog.
   *
   * @param viewColumns the columns of a view, which depend on what it reads now
   */
  Descriptions(Catalog catalog, Function<ViewDefinition, RowType> viewColumns) {
    this.catalog = catalog;
    this.viewColumns = viewColumns;
  }

  List<TableInfo> tables() {
    return catalog.objects().stream().map(this::info).toList();
  }

  private TableInfo info(CatalogObject object) {
    if (object instanceof TableDefinition table) {
      return new TableInfo(
          table.name(), "TABLE", DataTypes.rowType(table.rowType()), table.comment());
    }
    if (object instanceof MaterializedView view) {
      return new TableInfo(
          view.name(), "MATERIALIZED VIEW", DataTypes.rowType(view.rowType()), Optional.empty());
    }
    ViewDefinition view = (ViewDefinition) object;
    return new TableInfo(view.name(), "VIEW", viewColumns.apply(view), Optional.empty());
  }

  StatementResult show(ObjectKind kind) {
    List<? extends CatalogObject> objects =
        switch (kind) {
          case TABLE -> catalog.tables();
          case VIEW -> catalog.views();
          case MATERIALIZED_VIEW -> catalog.materializedViews();
        };
    return StaticCursor.of(
        kind == ObjectKind.TABLE ? StatementColumns.TABLES : StatementColumns.VIEWS,
        objects.stream().map(object -> List.of(object.name())).toList());
  }

  StatementResult showCreate(ObjectKind kind, String name) {
    return StaticCursor.of(
        StatementColumns.CREATE, List.of(List.of(createStatement(catalog.require(kind, name)))));
  }

  private static String createStatement(CatalogObject object) {
    if (object instanceof TableDefinition table) {
      return table.createStatement();
    } else if (object instanceof MaterializedView view) {
      return view.createStatement();
    } else {
      return ((ViewDefinition) object).createStatement();
    }
  }

  StatementResult describe(String name) {
    List<List<String>> rows = new ArrayList<>();
    if (catalog.require(name) instanceof TableDefinition table) {
      table.columns().forEach(column -> rows.add(row(table, column)));
    } else {
      RowType columns = info(catalog.require(name)).columns();
      for (Field field : columns.fields()) {
        rows.add(Arrays.asList(field.name(), type(field.type()), nullable(field.type()), "", ""));
      }
    }
    return StaticCursor.of(StatementColumns.COLUMNS, rows);
  }

  private static List<String> row(TableDefinition table, Column column) {
    DataType type = DataTypes.of(column.type());
    boolean key = table.primaryKey().stream().anyMatch(column.name()::equalsIgnoreCase);
    return Arrays.asList(
        column.name(), type(type), nullable(type), key ? "PRIMARY KEY" : "", extra(table, column));
  }

  private static String type(DataType type) {
    return type.withNullable(true).toString();
  }

  private static String nullable(DataType type) {
    return type.nullable() ? "YES" : "NO";
  }

  private static String extra(TableDefinition table, Column column) {
    List<String> parts = new ArrayList<>();
    if (column instanceof Column.Computed computed) {
      parts.add("AS " + computed.sql());
    } else if (column instanceof Column.Metadata metadata) {
      parts.add(
          "METADATA FROM '" + metadata.key() + "'" + (metadata.isVirtual() ? " VIRTUAL" : ""));
    }
    table
        .watermark()
        .filter(watermark -> watermark.column().equalsIgnoreCase(column.name()))
        .ifPresent(watermark -> parts.add("WATERMARK AS " + watermark.sql()));
    return String.join(", ", parts);
  }
}
