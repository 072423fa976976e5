package io.rheo.engine.planner;

import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.sql.catalog.CatalogTable;
import io.rheo.sql.catalog.TableDefinition;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rel.core.TableScan;

/** Tables, and the records of a table that could not be decoded. */
final class TableScanPlanner implements NodePlanner<TableScan> {
  @Override
  public PhysicalNode plan(TableScan rel, BitSet wanted, PhysicalPlanner planner) {
    CatalogTable table = rel.getTable().unwrap(CatalogTable.class);
    if (table == null) {
      throw new IllegalStateException("a table that the front end did not make: " + rel);
    }
    TableDefinition definition = table.definition();
    return switch (table.content()) {
      case ROWS ->
          new ScanPlanner(definition, planner.expressions(), planner.sources()).plan(wanted);
      case ERRORS ->
          new PhysicalNode.ErrorScan(
              definition.name(),
              DataTypes.rowType(CatalogTable.errorsRowType()),
              new StreamTraits(false, true, List.of()));
    };
  }
}
