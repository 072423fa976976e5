package io.rheo.sql.logical;

import io.rheo.sql.catalog.CatalogTable;
import io.rheo.sql.catalog.TableDefinition;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.util.ImmutableBitSet;

/** By which columns the rows of a plan are told apart, of which there is one at a time. */
final class VersionKeys {
  private VersionKeys() {}

  /** The columns; empty if it is not known that there is one row for them. */
  static Optional<ImmutableBitSet> of(RelNode rel) {
    if (rel instanceof TableScan scan) {
      CatalogTable table = scan.getTable().unwrap(CatalogTable.class);
      return table == null ? Optional.empty() : ofTable(table.definition());
    } else if (rel instanceof Aggregate aggregate && aggregate.getGroupCount() > 0) {
      return Optional.of(ImmutableBitSet.range(aggregate.getGroupCount()));
    } else if (rel instanceof Filter filter) {
      return filter.getInput() instanceof Project project
              && RexOver.containsOver(project.getProjects(), null)
          ? ofRank(project)
          : of(filter.getInput());
    } else if (rel instanceof Project project) {
      return of(project.getInput()).flatMap(key -> projected(key, project.getProjects()));
    } else {
      return Optional.empty();
    }
  }

  private static Optional<ImmutableBitSet> ofTable(TableDefinition table) {
    List<String> names = table.columns().stream().map(column -> column.name()).toList();
    return table.primaryKey().isEmpty()
        ? Optional.empty()
        : Optional.of(ImmutableBitSet.of(table.primaryKey().stream().map(names::indexOf).toList()));
  }

  /** The partition of a rank of which one row is kept. */
  private static Optional<ImmutableBitSet> ofRank(Project project) {
    return project.getProjects().stream()
        .filter(RexOver.class::isInstance)
        .map(over -> ((RexOver) over).getWindow())
        .findFirst()
        .flatMap(window -> partition(window))
        .flatMap(key -> projected(key, project.getProjects()));
  }

  private static Optional<ImmutableBitSet> partition(RexWindow window) {
    return window.partitionKeys.stream().allMatch(RexInputRef.class::isInstance)
            && !window.partitionKeys.isEmpty()
        ? Optional.of(
            window.partitionKeys.stream()
                .map(key -> ((RexInputRef) key).getIndex())
                .collect(ImmutableBitSet.toImmutableBitSet()))
        : Optional.empty();
  }

  private static Optional<ImmutableBitSet> projected(ImmutableBitSet key, List<RexNode> projects) {
    ImmutableBitSet.Builder columns = ImmutableBitSet.builder();
    for (int column : key) {
      int place =
          java.util.stream.IntStream.range(0, projects.size())
              .filter(i -> projects.get(i) instanceof RexInputRef ref && ref.getIndex() == column)
              .findFirst()
              .orElse(-1);
      if (place < 0) {
        return Optional.empty();
      }
      columns.set(place);
    }
    return Optional.of(columns.build());
  }
}
