package io.rheo.engine.planner;

import io.rheo.engine.expr.SortKey;
import io.rheo.engine.plan.PhysicalNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * {@code OVER}: one operator for all functions with the same partition and order, whatever their
 * frames; one on top of the other if there are several.
 */
final class OverPlanner implements NodePlanner<Window> {
  /** What functions must have in common to be computed together. */
  private record Sorting(List<Integer> partition, List<SortKey> order) {
    static Sorting of(Window.Group group) {
      return new Sorting(
          group.keys.asList(),
          group.collation().getFieldCollations().stream().map(Sorting::key).toList());
    }

    private static SortKey key(RelFieldCollation collation) {
      return new SortKey(
          collation.getFieldIndex(),
          collation.getDirection().isDescending(),
          collation.nullDirection == RelFieldCollation.NullDirection.FIRST);
    }
  }

  @Override
  public PhysicalNode plan(Window rel, BitSet wanted, PhysicalPlanner planner) {
    int inputColumns = rel.getInput().getRowType().getFieldCount();
    PhysicalNode node = planner.plan(rel.getInput(), used(rel, wanted, inputColumns));
    Map<Sorting, List<PlacedGroup>> sortings = new LinkedHashMap<>();
    int column = inputColumns;
    for (Window.Group group : rel.groups) {
      sortings
          .computeIfAbsent(Sorting.of(group), key -> new ArrayList<>())
          .add(new PlacedGroup(group, column));
      column += group.aggCalls.size();
    }
    Integer[] columns = new Integer[column]; // of the last operator, by those of the query
    Arrays.setAll(columns, i -> i);
    for (Map.Entry<Sorting, List<PlacedGroup>> entry : sortings.entrySet()) {
      Sorting sorting = entry.getKey();
      OverNode over = new OverNode(rel, node, sorting.partition(), sorting.order(), planner);
      entry.getValue().forEach(group -> group.addTo(over, rel, columns));
      node = over.build();
    }
    return CalcBuilder.select(node, List.of(columns));
  }

  /** Functions with one frame, and where the query has their results. */
  private record PlacedGroup(Window.Group group, int firstColumn) {
    void addTo(OverNode over, Window rel, Integer[] columns) {
      int column = firstColumn;
      for (Window.RexWinAggCall call : group.aggCalls) {
        columns[column] = over.add(group, call, rel.getRowType().getFieldNames().get(column));
        column++;
      }
    }
  }

  private static BitSet used(Window rel, BitSet wanted, int inputColumns) {
    BitSet used = wanted.get(0, inputColumns);
    for (Window.Group group : rel.groups) {
      group.keys.forEach(used::set);
      group.collation().getFieldCollations().forEach(field -> used.set(field.getFieldIndex()));
      for (Window.RexWinAggCall call : group.aggCalls) {
        for (RexNode operand : call.getOperands()) {
          used.set(((RexInputRef) operand).getIndex());
        }
      }
    }
    return used.get(0, inputColumns); // those after them are constants
  }
}
