package io.rheo.engine.exec;

import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The scans of some plans, one for each table: all who read a table share one reader and one
 * position, and so see the same rows in the same step.
 */
final class SharedScans {
  private SharedScans() {}

  /**
   * A table read once for several scans.
   *
   * @param scan reads all columns and all rows that some scan wants
   * @param readers the plans' scans of the table
   */
  record SharedScan(PhysicalNode.Scan scan, List<PhysicalNode.Scan> readers) {
    /** Where the columns of one of the readers stand in the shared rows. */
    int[] columns(PhysicalNode.Scan reader) {
      return ScanUnion.mapping(reader, scan);
    }

    /** Whether the shared rows have some that the reader does not want. */
    boolean isFiltered(PhysicalNode.Scan reader) {
      return !reader.filter().equals(scan.filter());
    }
  }

  /**
   * @param isRead which scans have operators that read them
   */
  static List<SharedScan> of(List<PhysicalPlan> plans, Predicate<PhysicalNode> isRead) {
    Map<String, List<PhysicalNode.Scan>> byTable = new LinkedHashMap<>();
    for (PhysicalPlan plan : plans) {
      plan.visit(
          node -> {
            if (node instanceof PhysicalNode.Scan scan && isRead.test(scan)) {
              byTable.computeIfAbsent(scan.table().name(), name -> new ArrayList<>()).add(scan);
            }
          });
    }
    return byTable.values().stream()
        .map(scans -> new SharedScan(new ScanUnion(scans).scan(), scans))
        .toList();
  }
}
