package io.rheo.engine.planner;

import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.RowType;
import io.rheo.sql.catalog.CatalogTable;
import io.rheo.sql.catalog.LossTable;
import io.rheo.sql.catalog.MaterializedTable;
import io.rheo.sql.catalog.MaterializedView;
import io.rheo.sql.catalog.TableDefinition;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rel.core.TableScan;

/** Tables, and the records of a table that could not be decoded. */
final class TableScanPlanner implements NodePlanner<TableScan> {
  @Override
  public PhysicalNode plan(TableScan rel, BitSet wanted, PhysicalPlanner planner) {
    LossTable losses = rel.getTable().unwrap(LossTable.class);
    if (losses != null) {
      return losses(losses);
    }
    MaterializedTable view = rel.getTable().unwrap(MaterializedTable.class);
    if (view != null) {
      return view(view.definition(), planner);
    }
    CatalogTable table = rel.getTable().unwrap(CatalogTable.class);
    if (table == null) {
      throw new IllegalStateException("a table that the front end did not make: " + rel);
    }
    TableDefinition definition = table.definition();
    return new ScanPlanner(definition, planner.expressions(), planner.sources()).plan(wanted);
  }

  private static PhysicalNode view(MaterializedView view, PhysicalPlanner planner) {
    KeptView kept = planner.sources().view(view.name());
    StreamTraits traits = kept.query().traits();
    boolean snapshot = planner.readsSnapshots();
    return new PhysicalNode.ViewScan(
        view.name(),
        kept.query(),
        snapshot,
        kept.toTheEnd(),
        DataTypes.rowType(view.rowType()),
        new StreamTraits(
            !snapshot && traits.updating(),
            snapshot || kept.bounded(),
            traits.timeColumns(),
            traits.window()));
  }

  private static PhysicalNode losses(LossTable table) {
    RowType rowType = DataTypes.rowType(table.rowType());
    StreamTraits traits = new StreamTraits(false, true, List.of());
    return switch (table.content()) {
      case ERRORS -> new PhysicalNode.ErrorScan(table.name(), rowType, traits);
      case LATE_ROWS -> new PhysicalNode.LateScan(table.name(), rowType, traits);
    };
  }
}
