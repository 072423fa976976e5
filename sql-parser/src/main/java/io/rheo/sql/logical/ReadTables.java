package io.rheo.sql.logical;

import io.rheo.sql.catalog.CatalogTable;
import io.rheo.sql.catalog.MaterializedTable;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Finds the tables and materialized views that a plan reads, in its sub-queries as well. */
final class ReadTables extends RelHomogeneousShuttle {
  private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final RexShuttle subQueries =
      new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
          subQuery.rel.accept(ReadTables.this);
          return super.visitSubQuery(subQuery);
        }
      };

  private ReadTables() {}

  static Set<String> of(RelNode rel) {
    ReadTables finder = new ReadTables();
    rel.accept(finder);
    return finder.names;
  }

  @Override
  public RelNode visit(RelNode rel) {
    rel.accept(subQueries);
    return super.visit(rel);
  }

  @Override
  public RelNode visit(TableScan scan) {
    CatalogTable table = scan.getTable().unwrap(CatalogTable.class);
    MaterializedTable view = scan.getTable().unwrap(MaterializedTable.class);
    if (table != null) {
      names.add(table.definition().name());
    } else if (view != null) {
      names.add(view.definition().name());
    }
    return scan;
  }
}
