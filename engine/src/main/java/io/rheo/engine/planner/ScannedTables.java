package io.rheo.engine.planner;

import io.rheo.sql.catalog.CatalogTable;
import io.rheo.sql.catalog.MaterializedTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.TableScan;

/** Which kinds of tables a plan reads. */
final class ScannedTables extends RelVisitor {
  private boolean tables;
  private boolean views;

  private ScannedTables() {}

  /** Whether it reads materialized views and no table. */
  static boolean areViews(RelNode rel) {
    ScannedTables scanned = new ScannedTables();
    scanned.go(rel);
    return scanned.views && !scanned.tables;
  }

  @Override
  public void visit(RelNode node, int ordinal, RelNode parent) {
    if (node instanceof TableScan scan) {
      tables |= scan.getTable().unwrap(CatalogTable.class) != null;
      views |= scan.getTable().unwrap(MaterializedTable.class) != null;
    }
    super.visit(node, ordinal, parent);
  }
}
