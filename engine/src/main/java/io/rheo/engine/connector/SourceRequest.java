package io.rheo.engine.connector;

import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.RowType;
import java.util.List;

/**
 * What a plan reads from a table.
 *
 * @param physical the physical columns wanted, as indexes into {@code table.columns()}, ascending
 * @param metadata the metadata columns wanted
 * @param rowType the columns of the batches to produce: the physical ones, then the metadata
 */
public record SourceRequest(
    TableSpec table, List<Integer> physical, List<MetadataColumn> metadata, RowType rowType) {

  /** For each physical column of the table its column in the batches, or -1 if not wanted. */
  public int[] targets() {
    int[] targets = new int[table.columns().size()];
    java.util.Arrays.fill(targets, -1);
    for (int i = 0; i < physical.size(); i++) {
      targets[physical.get(i)] = i;
    }
    return targets;
  }
}
