package io.rheo.engine.exec;

import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.PhysicalPlan;
import io.rheo.engine.plan.WatermarkSpec;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The scans of a plan, one for each table: all who read a table share one reader and one position,
 * and so see the same rows in the same step.
 */
final class SharedScans {
  private SharedScans() {}

  /**
   * A table read once for several scans.
   *
   * @param scan reads all columns that some scan wants
   * @param readers the plan's scans of the table
   */
  record SharedScan(PhysicalNode.Scan scan, List<PhysicalNode.Scan> readers) {
    /** Where the columns of one of the readers stand in the shared rows. */
    int[] columns(PhysicalNode.Scan reader) {
      return mapping(reader, scan);
    }
  }

  static List<SharedScan> of(PhysicalPlan plan) {
    Map<String, List<PhysicalNode.Scan>> byTable = new LinkedHashMap<>();
    plan.visit(
        node -> {
          if (node instanceof PhysicalNode.Scan scan) {
            byTable.computeIfAbsent(scan.table().name(), name -> new ArrayList<>()).add(scan);
          }
        });
    return byTable.values().stream().map(SharedScans::share).toList();
  }

  private static SharedScan share(List<PhysicalNode.Scan> scans) {
    PhysicalNode.Scan first = scans.get(0);
    TreeSet<Integer> physical = new TreeSet<>();
    List<MetadataColumn> metadata = new ArrayList<>();
    Map<MetadataColumn, Field> metadataFields = new LinkedHashMap<>();
    for (PhysicalNode.Scan scan : scans) {
      physical.addAll(scan.physical());
      for (int i = 0; i < scan.metadata().size(); i++) {
        MetadataColumn column = scan.metadata().get(i);
        metadataFields.putIfAbsent(column, scan.rowType().fields().get(scan.physical().size() + i));
      }
    }
    metadata.addAll(metadataFields.keySet());
    List<Field> fields = new ArrayList<>();
    physical.forEach(column -> fields.add(first.table().columns().fields().get(column)));
    fields.addAll(metadataFields.values());
    PhysicalNode.Scan columns =
        new PhysicalNode.Scan(
            first.table(),
            List.copyOf(physical),
            metadata,
            first.watermark(),
            new RowType(fields),
            first.traits());
    return new SharedScan(withWatermark(columns, first), scans);
  }

  private static PhysicalNode.Scan withWatermark(
      PhysicalNode.Scan shared, PhysicalNode.Scan first) {
    int[] mapping = mapping(first, shared);
    return new PhysicalNode.Scan(
        shared.table(),
        shared.physical(),
        shared.metadata(),
        first
            .watermark()
            .map(
                watermark ->
                    new WatermarkSpec(
                        ExprMapping.remap(watermark.time(), mapping),
                        ExprMapping.remap(watermark.watermark(), mapping),
                        watermark.idleTimeoutMillis(),
                        watermark.advanceWithClock())),
        shared.rowType(),
        shared.traits());
  }

  private static int[] mapping(PhysicalNode.Scan from, PhysicalNode.Scan to) {
    int[] mapping = new int[from.rowType().size()];
    for (int i = 0; i < mapping.length; i++) {
      int physicalCount = from.physical().size();
      mapping[i] =
          i < physicalCount
              ? to.physical().indexOf(from.physical().get(i))
              : to.physical().size()
                  + to.metadata().indexOf(from.metadata().get(i - physicalCount));
    }
    return mapping;
  }
}
