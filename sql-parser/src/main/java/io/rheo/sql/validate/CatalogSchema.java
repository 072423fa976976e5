package io.rheo.sql.validate;

import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.catalog.CatalogObject;
import io.rheo.sql.catalog.CatalogTable;
import io.rheo.sql.catalog.LossTable;
import io.rheo.sql.catalog.LossTable.Content;
import io.rheo.sql.catalog.MaterializedTable;
import io.rheo.sql.catalog.MaterializedView;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.catalog.ViewDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/** The catalog as one statement sees it: a snapshot, which later changes do not reach. */
final class CatalogSchema extends AbstractSchema {
  private final Map<String, Table> tables = new HashMap<>();
  private final List<String> jobs;

  /**
   * @param viewType the row type of a view's query; asked for only if the view is used
   */
  CatalogSchema(Catalog catalog, Function<ViewDefinition, RelDataType> viewType) {
    for (String job : catalog.jobs()) {
      tables.put(SystemTables.errors(job), new LossTable(job, Content.ERRORS));
      tables.put(SystemTables.late(job), new LossTable(job, Content.LATE_ROWS));
    }
    catalog.objects().forEach(object -> add(object, viewType));
    jobs = catalog.jobs();
  }

  private void add(CatalogObject object, Function<ViewDefinition, RelDataType> viewType) {
    if (object instanceof TableDefinition table) {
      add(table);
    } else if (object instanceof ViewDefinition view) {
      add(view, viewType);
    } else {
      MaterializedView view = (MaterializedView) object;
      tables.put(view.name(), new MaterializedTable(view));
    }
  }

  /** Adds a view that is not in the catalog, or hides the one of its name. */
  void add(ViewDefinition view, Function<ViewDefinition, RelDataType> viewType) {
    tables.keySet().removeIf(view.name()::equalsIgnoreCase);
    tables.put(view.name(), new CatalogView(view, () -> viewType.apply(view)));
  }

  /** Adds a table that is not in the catalog, or hides the one of its name. */
  void add(TableDefinition table) {
    tables.keySet().removeIf(table.name()::equalsIgnoreCase);
    tables.put(table.name(), new CatalogTable(table));
    String errors = SystemTables.errors(table.name());
    tables.keySet().removeIf(errors::equalsIgnoreCase);
    tables.put(errors, new LossTable(table.name(), Content.ERRORS));
  }

  /** The names that a user knows. */
  List<String> names() {
    return tables.keySet().stream()
        .filter(name -> !(tables.get(name) instanceof LossTable))
        .sorted()
        .toList();
  }

  /** The names of the jobs, sorted. */
  List<String> jobs() {
    return jobs;
  }

  @Override
  protected Map<String, Table> getTableMap() {
    return tables;
  }
}
