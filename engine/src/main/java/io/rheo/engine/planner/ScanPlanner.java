package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.Options;
import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.WatermarkSpec;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.sql.catalog.Column;
import io.rheo.sql.catalog.TableDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table as a scan of the columns that the query needs, and above it a calculation that gives the
 * table's declared columns back: computed ones from their expressions, unread ones as NULL.
 */
final class ScanPlanner {
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  private final TableDefinition table;
  private final Expressions expressions;
  private final boolean bounded;
  private final ChangelogMode mode;
  private final List<Column> columns;

  ScanPlanner(TableDefinition table, Expressions expressions, TableSources sources) {
    this.table = table;
    this.expressions = expressions;
    bounded = sources.bounded(table);
    mode = sources.changelogMode(table);
    columns = table.columns();
  }

  /**
   * The plan for the columns that a query uses.
   *
   * @param wanted the columns of the full row type that the query uses
   */
  PhysicalNode plan(BitSet wanted) {
    BitSet read = readColumns(wanted);
    Layout layout = layout(read);
    int[] mapping = layout.mapping();
    List<Integer> timeColumns =
        table
            .watermark()
            .filter(watermark -> mapping[watermark.columnIndex()] >= 0)
            .map(watermark -> List.of(mapping[watermark.columnIndex()]))
            .orElse(List.of());
    PhysicalNode.Scan scan =
        new PhysicalNode.Scan(
            Tables.spec(table),
            layout.physical(),
            layout.metadata(),
            watermark(mapping),
            layout.rowType(),
            new StreamTraits(updating(), bounded, timeColumns));
    return restore(
        mode == ChangelogMode.UPSERT ? normalized(scan, mapping) : scan, wanted, mapping);
  }

  private boolean updating() {
    return mode != ChangelogMode.APPEND;
  }

  private PhysicalNode normalized(PhysicalNode.Scan scan, int[] mapping) {
    List<Integer> keys = keyColumns().map(column -> mapping[column]).boxed().toList();
    return new PhysicalNode.ChangelogNormalize(scan, keys, scan.rowType(), scan.traits());
  }

  /** The columns of the primary key, as indexes into the full row type. */
  private IntStream keyColumns() {
    return IntStream.range(0, columns.size())
        .filter(i -> table.primaryKey().contains(columns.get(i).name()));
  }

  /** Which physical and metadata columns must be read, by their index in the full row type. */
  private BitSet readColumns(BitSet wanted) {
    BitSet read = new BitSet();
    for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
      addRead(i, read);
    }
    if (mode == ChangelogMode.UPSERT) {
      keyColumns().forEach(key -> addRead(key, read));
    }
    table
        .watermark()
        .ifPresent(
            watermark -> {
              addRead(watermark.columnIndex(), read);
              ExprMapping.collect(resolved(expressions.translate(watermark.expression())), read);
            });
    return read;
  }

  private void addRead(int column, BitSet read) {
    ExprMapping.collect(resolved(inputRef(column)), read);
  }

  private Expr.InputRef inputRef(int column) {
    return new Expr.InputRef(column, DataTypes.of(columns.get(column).type()));
  }

  /** The expression over columns that are read, with computed columns replaced. */
  private Expr resolved(Expr expr) {
    return ExprMapping.replace(
        expr,
        ref ->
            columns.get(ref.column()) instanceof Column.Computed computed
                ? resolved(expressions.translate(computed.expression()))
                : ref);
  }

  /**
   * Where the columns that are read stand in the scan's rows.
   *
   * @param mapping from the full row type; -1 for columns that are not read
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never a key
  private record Layout(
      List<Integer> physical, List<MetadataColumn> metadata, RowType rowType, int[] mapping) {}

  private Layout layout(BitSet read) {
    List<Integer> physical = new ArrayList<>();
    List<MetadataColumn> metadata = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    int[] mapping = new int[columns.size()];
    java.util.Arrays.fill(mapping, -1);
    int physicalIndex = 0;
    for (int i = 0; i < mapping.length; i++) {
      if (columns.get(i) instanceof Column.Physical column) {
        if (read.get(i)) {
          mapping[i] = fields.size();
          physical.add(physicalIndex);
          fields.add(new Field(column.name(), DataTypes.of(column.type())));
        }
        physicalIndex++;
      }
    }
    for (int i = 0; i < mapping.length; i++) {
      if (read.get(i) && columns.get(i) instanceof Column.Metadata column) {
        DataType type = DataTypes.of(column.type());
        mapping[i] = fields.size();
        metadata.add(new MetadataColumn(column.key(), type));
        fields.add(new Field(column.name(), type));
      }
    }
    return new Layout(physical, metadata, new RowType(fields), mapping);
  }

  private Optional<WatermarkSpec> watermark(int[] mapping) {
    return table
        .watermark()
        .map(
            watermark ->
                new WatermarkSpec(
                    ExprMapping.remap(resolved(inputRef(watermark.columnIndex())), mapping),
                    ExprMapping.remap(
                        resolved(expressions.translate(watermark.expression())), mapping),
                    scanOptions().getDuration("idle-timeout", IDLE_TIMEOUT).toMillis(),
                    scanOptions().getChoice("all-idle", AllIdle.class, AllIdle.HOLD)
                        == AllIdle.ADVANCE_WITH_CLOCK));
  }

  /** What happens to the watermark when every split is idle. */
  private enum AllIdle {
    HOLD,
    ADVANCE_WITH_CLOCK
  }

  private Options scanOptions() {
    return new Options("table '" + table.name() + "'", table.options()).scoped(WATERMARK_OPTIONS);
  }

  /** The options that every source has start with this. */
  static final String WATERMARK_OPTIONS = "scan.watermark.";

  /** Fails with an {@link OptionException} if an option of the watermark is wrong. */
  static void checkOptions(Options options) {
    Options scan = options.scoped(WATERMARK_OPTIONS);
    scan.findDuration("idle-timeout");
    scan.getChoice("all-idle", AllIdle.class, AllIdle.HOLD);
  }

  private PhysicalNode restore(PhysicalNode scan, BitSet wanted, int[] mapping) {
    List<Expr> projections = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Expr.InputRef column = inputRef(i);
      projections.add(
          wanted.get(i)
              ? ExprMapping.remap(resolved(column), mapping)
              : new Expr.Literal(null, column.type().withNullable(true)));
      fields.add(new Field(columns.get(i).name(), projections.get(i).type()));
    }
    List<Integer> timeColumns =
        table.watermark().map(watermark -> List.of(watermark.columnIndex())).orElse(List.of());
    return new PhysicalNode.Calc(
        scan,
        Optional.empty(),
        projections,
        new RowType(fields),
        new StreamTraits(updating(), bounded, timeColumns));
  }
}
