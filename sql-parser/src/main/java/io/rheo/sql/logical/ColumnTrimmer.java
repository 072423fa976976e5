package io.rheo.sql.logical;

import io.rheo.sql.validate.WindowFunction;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableFunctionScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexPermuteInputsShuttle;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mapping;
import org.apache.calcite.util.mapping.MappingType;
import org.apache.calcite.util.mapping.Mappings;

/**
 * Drops columns that nothing above needs, also below window and table functions. Below windows the
 * time column and the keys stay, and all window columns, so that they can be found by their
 * distance from the end.
 */
public final class ColumnTrimmer extends RelFieldTrimmer {
  ColumnTrimmer(RelBuilder builder) {
    super(null, builder);
  }

  /** Found by reflection, which is why it is public. */
  @Override
  public TrimResult trimFields(
      LogicalTableFunctionScan scan,
      ImmutableBitSet fieldsUsed,
      Set<RelDataTypeField> extraFields) {
    if (!(scan.getCall() instanceof RexCall call)
        || !(call.getOperator() instanceof WindowFunction window)) {
      return super.trimFields(scan, fieldsUsed, extraFields);
    }
    RelNode data = scan.getInput(0);
    int dataColumns = data.getRowType().getFieldCount();
    ImmutableBitSet needed =
        fieldsUsed
            .intersect(ImmutableBitSet.range(dataColumns))
            .union(RelOptUtil.InputFinder.bits(call))
            .union(timeOfRows(window, scan));
    TrimResult trimmed = trimChild(scan, data, needed, Set.of());
    Mapping mapping = withAddedColumns(trimmed, dataColumns, scan.getRowType().getFieldCount());
    if (trimmed.left == data) {
      return result(scan, mapping, scan);
    }
    RelNode narrow =
        LogicalTableFunctionScan.create(
            scan.getCluster(),
            List.of(trimmed.left),
            call.accept(new RexPermuteInputsShuttle(trimmed.right, trimmed.left)),
            scan.getElementType(),
            rowType(trimmed.left, scan, dataColumns),
            scan.getColumnMappings());
    return result(narrow, mapping, scan);
  }

  /** Found by reflection. The function's columns stay. */
  public TrimResult trimFields(
      LogicalFunctionJoin join, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
    RelNode input = join.getInput();
    int inputColumns = input.getRowType().getFieldCount();
    ImmutableBitSet needed =
        fieldsUsed
            .union(RelOptUtil.InputFinder.bits(join.call()))
            .union(join.condition().map(RelOptUtil.InputFinder::bits).orElse(ImmutableBitSet.of()))
            .intersect(ImmutableBitSet.range(inputColumns));
    TrimResult trimmed = trimChild(join, input, needed, Set.of());
    Mapping mapping = withAddedColumns(trimmed, inputColumns, join.getRowType().getFieldCount());
    return trimmed.left == input
        ? result(join, mapping, join)
        : result(join.over(trimmed.left, new RexPermuteInputsShuttle(mapping)), mapping, join);
  }

  /** The window_time of counted rows comes from a column that the call does not name. */
  private static ImmutableBitSet timeOfRows(WindowFunction window, LogicalTableFunctionScan scan) {
    OptionalInt time = WindowCall.windowTimeSource(window.kind(), scan);
    return time.isPresent() ? ImmutableBitSet.of(time.getAsInt()) : ImmutableBitSet.of();
  }

  private static Mapping withAddedColumns(TrimResult data, int dataColumns, int columns) {
    int kept = data.right.getTargetCount();
    Mapping mapping =
        Mappings.create(MappingType.INVERSE_SURJECTION, columns, kept + columns - dataColumns);
    data.right.forEach(pair -> mapping.set(pair.source, pair.target));
    for (int i = dataColumns; i < columns; i++) {
      mapping.set(i, kept + i - dataColumns);
    }
    return mapping;
  }

  /** The data may have a column that stands for "no column", so the mapping cannot tell. */
  private static RelDataType rowType(RelNode data, LogicalTableFunctionScan scan, int dataColumns) {
    List<RelDataTypeField> windowColumns =
        scan.getRowType().getFieldList().subList(dataColumns, scan.getRowType().getFieldCount());
    return scan.getCluster()
        .getTypeFactory()
        .builder()
        .addAll(data.getRowType().getFieldList())
        .addAll(windowColumns)
        .build();
  }
}
