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
    Map<Sorting, List<Window.Group>> sortings = new LinkedHashMap<>();
    for (Window.Group group : rel.groups) {
      sortings.computeIfAbsent(Sorting.of(group), key -> new ArrayList<>()).add(group);
    }
    Map<Window.RexWinAggCall, Integer> columns = new LinkedHashMap<>();
    for (Map.Entry<Sorting, List<Window.Group>> entry : sortings.entrySet()) {
      Sorting sorting = entry.getKey();
      OverNode over = new OverNode(rel, node, sorting.partition(), sorting.order(), planner);
      for (Window.Group group : entry.getValue()) {
        for (Window.RexWinAggCall call : group.aggCalls) {
          columns.put(call, over.add(group, call, name(rel, call)));
        }
      }
      node = over.build();
    }
    return inOrder(rel, node, inputColumns, columns);
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

  private static String name(Window rel, Window.RexWinAggCall call) {
    return rel.getRowType().getFieldNames().get(column(rel, call));
  }

  /** Where the result of a call is in the columns of the relational node. */
  private static int column(Window rel, Window.RexWinAggCall wanted) {
    int column = rel.getInput().getRowType().getFieldCount();
    for (Window.Group group : rel.groups) {
      for (Window.RexWinAggCall call : group.aggCalls) {
        if (call == wanted) {
          return column;
        }
        column++;
      }
    }
    throw new IllegalArgumentException(wanted + " is not a call of " + rel);
  }

  /** The columns in the order of the relational node. */
  private static PhysicalNode inOrder(
      Window rel, PhysicalNode node, int inputColumns, Map<Window.RexWinAggCall, Integer> columns) {
    Integer[] order = new Integer[rel.getRowType().getFieldCount()];
    Arrays.setAll(order, i -> i);
    int next = inputColumns;
    for (Window.Group group : rel.groups) {
      for (Window.RexWinAggCall call : group.aggCalls) {
        order[next++] = columns.get(call);
      }
    }
    return CalcBuilder.select(node, List.of(order));
  }
}
