package io.rheo.engine.connector;

import io.rheo.engine.format.MemberTarget;
import io.rheo.engine.plan.MemberColumn;
import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.plan.RowFilter;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.Storage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a plan reads from a table.
 *
 * @param physical the physical columns wanted, as indexes into {@code table.columns()}, ascending
 * @param metadata the metadata columns wanted
 * @param rowType the columns of the batches to produce: the physical ones, then the metadata, then
 *     the members
 * @param members the members of ROW columns wanted; none if the source cannot read them
 * @param filter the rows wanted; empty if the source cannot leave rows out
 */
public record SourceRequest(
    TableSpec table,
    List<Integer> physical,
    List<MetadataColumn> metadata,
    RowType rowType,
    List<MemberColumn> members,
    Optional<RowFilter> filter) {
  /** A request for whole columns of all rows. */
  public SourceRequest(
      TableSpec table, List<Integer> physical, List<MetadataColumn> metadata, RowType rowType) {
    this(table, physical, metadata, rowType, List.of(), Optional.empty());
  }

  /** Where each of the members goes. */
  public List<MemberTarget> memberTargets() {
    int first = rowType.size() - members.size();
    return IntStream.range(0, members.size())
        .mapToObj(
            i -> new MemberTarget(members.get(i).column(), members.get(i).member(), first + i))
        .toList();
  }

  /** The columns of texts and bytes that are not metadata. */
  public int[] bytesColumns() {
    int metadataEnd = physical.size() + metadata.size();
    return IntStream.range(0, rowType.size())
        .filter(column -> column < physical.size() || column >= metadataEnd)
        .filter(column -> rowType.type(column).storage() == Storage.BYTES)
        .toArray();
  }

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
