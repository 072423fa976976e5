package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.MemberColumn;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RowFilter;
import io.rheo.engine.plan.ScanAbilities;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.WatermarkSpec;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Asks a source for no more than a calculation over its scan uses: of ROW columns the members that
 * are read, and of the rows those that can pass the condition, if the source can tell.
 */
final class ScanNarrowing {
  private final PhysicalNode.Calc calc;
  private final PhysicalNode.Scan scan;
  private final ScanAbilities abilities;
  private final List<Expr> conjuncts;

  private ScanNarrowing(PhysicalNode.Calc calc, PhysicalNode.Scan scan, ScanAbilities abilities) {
    this.calc = calc;
    this.scan = scan;
    this.abilities = abilities;
    conjuncts = new ArrayList<>(calc.condition().map(Conditions::conjuncts).orElse(List.of()));
  }

  /** The node with a narrower scan below it, if it is a calculation over a scan that can be. */
  static PhysicalNode narrowed(PhysicalNode node, TableSources sources) {
    if (!(node instanceof PhysicalNode.Calc calc)
        || !(calc.input() instanceof PhysicalNode.Scan scan)) {
      return node;
    }
    ScanAbilities abilities = sources.abilities(scan.table());
    return abilities.equals(ScanAbilities.NONE)
        ? node
        : new ScanNarrowing(calc, scan, abilities).narrowed();
  }

  private PhysicalNode narrowed() {
    Optional<RowFilter> filter = filter();
    KnownValues known = new KnownValues(filter.map(this::place).orElse(-1), filter);
    Optional<Expr> condition = Conditions.and(conjuncts.stream().map(known::simplified).toList());
    List<Expr> projections = calc.projections().stream().map(known::simplified).toList();
    Optional<WatermarkSpec> watermark = scan.watermark().map(spec -> map(spec, known));
    Columns columns = new Columns();
    condition.ifPresent(columns::collect);
    projections.forEach(columns::collect);
    watermark.ifPresent(spec -> columns.collect(spec.time()));
    watermark.ifPresent(spec -> columns.collect(spec.watermark()));
    columns.place();
    PhysicalNode.Scan narrow = columns.scan(filter, watermark);
    return new PhysicalNode.Calc(
        narrow,
        condition.map(columns::moved),
        projections.stream().map(columns::moved).toList(),
        calc.rowType(),
        calc.traits());
  }

  private static WatermarkSpec map(WatermarkSpec spec, KnownValues known) {
    return new WatermarkSpec(
        known.simplified(spec.time()),
        known.simplified(spec.watermark()),
        spec.idleTimeoutMillis(),
        spec.advanceWithClock());
  }

  /** Takes the conditions that the source can see to out of the others. */
  private Optional<RowFilter> filter() {
    Optional<RowFilter> filter = scan.filter();
    for (Expr conjunct : List.copyOf(conjuncts)) {
      Optional<RowFilter> more = filterOf(conjunct);
      boolean sameColumn =
          more.isPresent() && filter.map(f -> f.column() == more.get().column()).orElse(true);
      if (sameColumn) {
        filter = Optional.of(filter.map(f -> f.and(more.get())).orElse(more.get()));
        conjuncts.remove(conjunct);
      }
    }
    return filter;
  }

  private Optional<RowFilter> filterOf(Expr conjunct) {
    for (int column : abilities.filterColumns()) {
      int place = scan.physical().indexOf(column);
      Optional<SortedSet<Long>> values =
          place < 0 ? Optional.empty() : Conditions.valuesOf(conjunct, place);
      if (values.isPresent()) {
        return Optional.of(new RowFilter(column, values.get()));
      }
    }
    return Optional.empty();
  }

  private int place(RowFilter filter) {
    return scan.physical().indexOf(filter.column());
  }

  /** The columns of the narrower scan. */
  private final class Columns {
    private final TreeSet<Integer> whole = new TreeSet<>(); // of the scan as it was
    private final TreeMap<Integer, TreeMap<Integer, Field>> members = new TreeMap<>();
    private final List<Integer> physical = new ArrayList<>();
    private final List<MemberColumn> memberColumns = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private final int[] moved = new int[scan.rowType().size()];

    void collect(Expr expr) {
      if (isMember(expr)) {
        Expr.Call call = (Expr.Call) expr;
        int column = ((Expr.InputRef) call.operands().get(0)).column();
        Field row = scan.rowType().fields().get(column);
        int member = member(call);
        String name = row.name() + "." + row.type().children().get(member).name();
        members
            .computeIfAbsent(column, c -> new TreeMap<>())
            .put(member, new Field(name, call.type()));
      } else if (expr instanceof Expr.InputRef ref) {
        whole.add(ref.column());
      } else {
        ExprMapping.operands(expr).forEach(this::collect);
      }
    }

    private boolean isMember(Expr expr) {
      return abilities.members()
          && expr instanceof Expr.Call call
          && call.operator().equals("ITEM")
          && call.operands().get(0) instanceof Expr.InputRef ref
          && ref.column() < scan.physical().size()
          && ref.type().name() == io.rheo.engine.type.TypeName.ROW
          && call.operands().get(1) instanceof Expr.Literal;
    }

    private int member(Expr.Call item) {
      return (Integer) ((Expr.Literal) item.operands().get(1)).value();
    }

    /** Lays out: physical columns, metadata, members read before, members read from now on. */
    void place() {
      members.keySet().removeAll(whole);
      java.util.Arrays.fill(moved, -1);
      int physicalEnd = scan.physical().size();
      int metadataEnd = physicalEnd + scan.metadata().size();
      for (int column = 0; column < moved.length; column++) {
        boolean isMetadata = column >= physicalEnd && column < metadataEnd;
        if (isMetadata || whole.contains(column)) {
          moved[column] = fields.size();
          fields.add(scan.rowType().fields().get(column));
          if (column < physicalEnd) {
            physical.add(scan.physical().get(column));
          } else if (!isMetadata) {
            memberColumns.add(scan.members().get(column - metadataEnd));
          }
        }
      }
      members.forEach(
          (column, wanted) ->
              wanted.forEach(
                  (member, field) -> {
                    memberColumns.add(new MemberColumn(scan.physical().get(column), member));
                    fields.add(field);
                  }));
    }

    Expr moved(Expr expr) {
      if (isMember(expr)) {
        Expr.Call call = (Expr.Call) expr;
        int column = ((Expr.InputRef) call.operands().get(0)).column();
        if (members.containsKey(column)) {
          MemberColumn member = new MemberColumn(scan.physical().get(column), member(call));
          int index = fields.size() - memberColumns.size() + memberColumns.indexOf(member);
          return new Expr.InputRef(index, call.type());
        }
      }
      return expr instanceof Expr.InputRef ref
          ? new Expr.InputRef(moved[ref.column()], ref.type())
          : ExprMapping.withOperands(
              expr, ExprMapping.operands(expr).stream().map(this::moved).toList());
    }

    PhysicalNode.Scan scan(Optional<RowFilter> filter, Optional<WatermarkSpec> watermark) {
      List<Integer> timeColumns =
          scan.traits().timeColumns().stream()
              .filter(column -> moved[column] >= 0)
              .map(column -> moved[column])
              .toList();
      StreamTraits traits =
          new StreamTraits(scan.traits().updating(), scan.traits().bounded(), timeColumns);
      return new PhysicalNode.Scan(
          scan.table(),
          physical,
          scan.metadata(),
          watermark.map(
              spec ->
                  new WatermarkSpec(
                      moved(spec.time()),
                      moved(spec.watermark()),
                      spec.idleTimeoutMillis(),
                      spec.advanceWithClock())),
          new RowType(fields),
          traits,
          memberColumns,
          filter);
    }
  }
}
