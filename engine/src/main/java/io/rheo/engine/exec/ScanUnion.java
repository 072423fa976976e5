package io.rheo.engine.exec;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.MemberColumn;
import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RowFilter;
import io.rheo.engine.plan.WatermarkSpec;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One scan that reads what several scans of a table want: the union of their columns and rows.
 * Event time advances in the rows of each as that one says.
 */
final class ScanUnion {
  private static final DataType BOOLEAN = DataType.of(TypeName.BOOLEAN);

  private final List<PhysicalNode.Scan> scans;
  private final PhysicalNode.Scan first;

  ScanUnion(List<PhysicalNode.Scan> scans) {
    this.scans = scans;
    first = scans.get(0);
  }

  PhysicalNode.Scan scan() {
    Optional<RowFilter> filter = filter();
    TreeSet<Integer> physical = new TreeSet<>();
    scans.forEach(scan -> physical.addAll(scan.physical()));
    scans.stream()
        .filter(scan -> !scan.filter().equals(filter))
        .flatMap(scan -> scan.filter().stream())
        .forEach(own -> physical.add(own.column())); // to tell whose the rows are
    Map<MetadataColumn, Field> metadata = new LinkedHashMap<>();
    Map<MemberColumn, Field> members = new LinkedHashMap<>();
    for (PhysicalNode.Scan scan : scans) {
      Stream<Field> fields = scan.rowType().fields().stream().skip(scan.physical().size());
      List<Field> rest = fields.toList();
      put(scan.metadata(), rest, metadata);
      put(scan.members(), rest.subList(scan.metadata().size(), rest.size()), members);
    }
    List<Field> fields = new ArrayList<>();
    physical.forEach(column -> fields.add(first.table().columns().fields().get(column)));
    fields.addAll(metadata.values());
    fields.addAll(members.values());
    PhysicalNode.Scan untimed =
        new PhysicalNode.Scan(
            first.table(),
            List.copyOf(physical),
            List.copyOf(metadata.keySet()),
            Optional.empty(),
            new RowType(fields),
            first.traits(),
            List.copyOf(members.keySet()),
            filter);
    return untimed.withWatermark(watermark(untimed));
  }

  private static <T> void put(List<T> columns, List<Field> fields, Map<T, Field> all) {
    for (int i = 0; i < columns.size(); i++) {
      all.putIfAbsent(columns.get(i), fields.get(i));
    }
  }

  /** The rows that any of the scans wants. */
  private Optional<RowFilter> filter() {
    boolean sameColumn =
        scans.stream().allMatch(scan -> scan.filter().isPresent())
            && scans.stream().map(scan -> scan.filter().get().column()).distinct().count() == 1;
    return sameColumn
        ? scans.stream().map(scan -> scan.filter().get()).reduce(RowFilter::or)
        : Optional.empty();
  }

  private Optional<WatermarkSpec> watermark(PhysicalNode.Scan shared) {
    return first
        .watermark()
        .map(
            spec ->
                new WatermarkSpec(
                    ofEach(WatermarkSpec::time, shared),
                    ofEach(WatermarkSpec::watermark, shared),
                    spec.idleTimeoutMillis(),
                    spec.advanceWithClock()));
  }

  /**
   * The expression of the scan that a row belongs to. A scan may have simplified its own: it holds
   * for its own rows only.
   */
  private Expr ofEach(Function<WatermarkSpec, Expr> part, PhysicalNode.Scan shared) {
    Map<Optional<RowFilter>, Expr> byFilter = new LinkedHashMap<>();
    for (PhysicalNode.Scan scan : scans) {
      Expr expr = part.apply(scan.watermark().orElseThrow());
      byFilter.putIfAbsent(scan.filter(), ExprMapping.remap(expr, mapping(scan, shared)));
    }
    Expr ofAll = byFilter.get(shared.filter());
    if (ofAll != null) {
      return ofAll;
    }
    List<Expr> branches = new ArrayList<>();
    byFilter.forEach(
        (filter, expr) -> {
          branches.add(test(filter.orElseThrow(), shared));
          branches.add(expr);
        });
    branches.remove(branches.size() - 2); // a row that belongs to no other belongs to the last one
    return new Expr.Call("CASE", branches, branches.get(branches.size() - 1).type());
  }

  /** The condition that a row passes a filter. */
  static Expr test(RowFilter filter, PhysicalNode.Scan scan) {
    int place = scan.physical().indexOf(filter.column());
    DataType type = scan.rowType().type(place);
    List<Expr> operands = new ArrayList<>(List.of(new Expr.InputRef(place, type)));
    for (long value : filter.values()) {
      Object boxed =
          type.storage() == io.rheo.engine.type.Storage.INT ? (Object) (int) value : value;
      operands.add(new Expr.Literal(boxed, type.notNull()));
    }
    return operands.size() == 2
        ? new Expr.Call("=", operands, BOOLEAN)
        : new Expr.Call("IN", operands, BOOLEAN);
  }

  /** Where the columns of a scan stand among those of another that reads all of them. */
  static int[] mapping(PhysicalNode.Scan from, PhysicalNode.Scan to) {
    int[] mapping = new int[from.rowType().size()];
    int metadataStart = from.physical().size();
    int membersStart = metadataStart + from.metadata().size();
    int toMetadata = to.physical().size();
    int toMembers = toMetadata + to.metadata().size();
    for (int i = 0; i < mapping.length; i++) {
      if (i < metadataStart) {
        mapping[i] = to.physical().indexOf(from.physical().get(i));
      } else if (i < membersStart) {
        mapping[i] = toMetadata + to.metadata().indexOf(from.metadata().get(i - metadataStart));
      } else {
        mapping[i] = toMembers + to.members().indexOf(from.members().get(i - membersStart));
      }
    }
    return mapping;
  }
}
