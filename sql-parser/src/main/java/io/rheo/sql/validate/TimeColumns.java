package io.rheo.sql.validate;

import io.rheo.sql.catalog.CatalogTable;
import io.rheo.sql.catalog.MaterializedTable;
import io.rheo.sql.catalog.Watermark;
import java.util.List;
import org.apache.calcite.schema.Table;

/** The time attributes that a table or view declares, by name. */
final class TimeColumns {
  private TimeColumns() {}

  static List<String> of(Table table) {
    if (table instanceof CatalogTable scanned) {
      return scanned.definition().watermark().map(Watermark::column).stream().toList();
    }
    if (table instanceof MaterializedTable view) {
      return view.definition().columnNames().stream()
          .filter(view.definition().timeAttributes()::contains)
          .toList();
    }
    return table instanceof CatalogView view
        ? view.definition().columnNames().stream()
            .filter(view.definition().timeAttributes()::contains)
            .toList()
        : List.of();
  }
}
