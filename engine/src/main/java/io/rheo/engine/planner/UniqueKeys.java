package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.plan.WindowProperty;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which columns of a plan tell its rows apart. */
final class UniqueKeys {
  private UniqueKeys() {}

  /**
   * Whether at any time at most one row has the same values in these columns. A false answer is no
   * promise.
   */
  static boolean areUnique(PhysicalNode node, Set<Integer> columns) {
    if (node instanceof PhysicalNode.Calc calc) {
      return areUnique(calc.input(), origins(calc, columns));
    } else if (node instanceof PhysicalNode.GroupAggregate aggregate) {
      return hasFirst(aggregate.keys().size(), columns);
    } else if (node instanceof WindowNode.WindowAggregate aggregate) {
      return hasFirst(aggregate.keys().size(), columns) && hasWindow(aggregate, columns);
    } else if (node instanceof PhysicalNode.ChangelogNormalize normalize) {
      return columns.containsAll(normalize.keys());
    } else if (node instanceof PhysicalNode.Scan scan) {
      return hasPrimaryKey(scan, columns);
    } else if (node instanceof PhysicalNode.ViewScan view) {
      return areUnique(view.query(), columns);
    } else if (node instanceof OrderedNode.Sort sort) {
      return areUnique(sort.input(), columns);
    } else {
      return false;
    }
  }

  /** The columns of the input that these columns of a calculation are. */
  private static Set<Integer> origins(PhysicalNode.Calc calc, Set<Integer> columns) {
    return columns.stream()
        .map(calc.projections()::get)
        .map(UniqueKeys::unchecked)
        .filter(Expr.InputRef.class::isInstance)
        .map(expr -> ((Expr.InputRef) expr).column())
        .collect(Collectors.toSet());
  }

  private static Expr unchecked(Expr expr) {
    return expr instanceof Expr.Call call && call.operator().equals("NOT NULL")
        ? call.operands().get(0)
        : expr;
  }

  private static boolean hasFirst(int count, Set<Integer> columns) {
    return IntStream.range(0, count).allMatch(columns::contains);
  }

  private static boolean hasWindow(WindowNode.WindowAggregate aggregate, Set<Integer> columns) {
    List<WindowProperty> properties = aggregate.properties();
    int first = aggregate.keys().size() + aggregate.aggregates().size();
    return IntStream.range(0, properties.size()).anyMatch(i -> columns.contains(first + i));
  }

  /** The primary key of a table of changes, which its database has checked. */
  private static boolean hasPrimaryKey(PhysicalNode.Scan scan, Set<Integer> columns) {
    TableSpec table = scan.table();
    return scan.traits().updating()
        && !table.primaryKey().isEmpty()
        && table.primaryKeyColumns().stream()
            .map(scan.physical()::indexOf)
            .allMatch(columns::contains);
  }
}
