package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.WindowColumns;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.logical.TimeAttributes;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Top-N and deduplication: a condition that keeps the first ranks of {@code ROW_NUMBER}, {@code
 * RANK} or {@code DENSE_RANK}. So only these rows have to be ranked, and what lies behind them does
 * not show.
 */
final class RankPlanner {
  private static final DataType RANK = DataType.of(TypeName.BIGINT).notNull();

  private final PhysicalPlanner planner;
  private final Window window;
  private final RankFunction function;
  private final int rankColumn;
  private final List<RexNode> otherConditions = new ArrayList<>();
  private RankRange range = RankRange.ALL;

  private RankPlanner(PhysicalPlanner planner, Window window, RankFunction function) {
    this.planner = planner;
    this.window = window;
    this.function = function;
    rankColumn = window.getInput().getRowType().getFieldCount();
  }

  /**
   * The plan of a calculation over a window; empty if the window is not the rank of rows, or the
   * condition does not say how many are wanted.
   *
   * @param wanted the columns of the calculation that are used
   */
  static Optional<PhysicalNode> plan(
      Calc calc, Window window, BitSet wanted, PhysicalPlanner planner) {
    Optional<RankFunction> function = function(window);
    if (function.isEmpty() || calc.getProgram().getCondition() == null) {
      return Optional.empty();
    }
    RankPlanner rank = new RankPlanner(planner, window, function.get());
    rank.splitCondition(calc.getProgram());
    return rank.range.to() == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(rank.plan(calc, wanted));
  }

  private static Optional<RankFunction> function(Window window) {
    if (window.groups.size() != 1 || window.groups.get(0).aggCalls.size() != 1) {
      return Optional.empty();
    }
    return switch (window.groups.get(0).aggCalls.get(0).getKind()) {
      case ROW_NUMBER -> Optional.of(RankFunction.ROW_NUMBER);
      case RANK -> Optional.of(RankFunction.RANK);
      case DENSE_RANK -> Optional.of(RankFunction.DENSE_RANK);
      default -> Optional.empty();
    };
  }

  private void splitCondition(RexProgram program) {
    RexNode condition = program.expandLocalRef(program.getCondition());
    for (RexNode part : RelOptUtil.conjunctions(condition)) {
      RankRange ranks =
          RelOptUtil.InputFinder.bits(part).equals(ImmutableBitSet.of(rankColumn))
              ? RankRange.of(part, rankColumn, planner.expressions()).orElse(null)
              : null;
      if (ranks == null || !ranks.exact()) {
        otherConditions.add(part);
      }
      range = ranks == null ? range : range.and(ranks);
    }
  }

  private PhysicalNode plan(Calc calc, BitSet wanted) {
    Optional<Expr> condition =
        Optional.ofNullable(
                RexUtil.composeConjunction(
                    calc.getCluster().getRexBuilder(), otherConditions, true))
            .map(planner.expressions()::translate)
            .map(this::withKnownRank);
    List<Expr> projections =
        CalcPlanner.wanted(planner.expressions().translate(calc.getProgram()).projections(), wanted)
            .stream()
            .map(this::withKnownRank)
            .toList();
    BitSet shown = new BitSet();
    condition.ifPresent(expr -> ExprMapping.collect(expr, shown));
    projections.forEach(expr -> ExprMapping.collect(expr, shown));
    boolean numbered = shown.get(rankColumn);
    shown.clear(rankColumn);
    PhysicalNode rank = rank(shown, numbered);
    int[] mapping = mapping(shown);
    mapping[rankColumn] = rank.rowType().size() - 1;
    return CalcBuilder.calc(
        rank,
        condition.map(expr -> ExprMapping.remap(expr, mapping)),
        projections.stream().map(expr -> ExprMapping.remap(expr, mapping)).toList(),
        calc.getRowType().getFieldNames());
  }

  /** If a single rank passes, it need not be computed. */
  private Expr withKnownRank(Expr expr) {
    return range.from() != range.to()
        ? expr
        : ExprMapping.replace(
            expr, ref -> ref.column() == rankColumn ? new Expr.Literal(range.to(), RANK) : ref);
  }

  /**
   * Ranks the rows.
   *
   * @param shown the columns that are used above
   */
  private PhysicalNode rank(BitSet shown, boolean numbered) {
    Window.Group group = window.groups.get(0);
    List<RelFieldCollation> collations = group.orderKeys.getFieldCollations();
    Optional<RelFieldCollation> arrival = byArrival(collations);
    BitSet used = (BitSet) shown.clone();
    group.keys.forEach(used::set);
    if (arrival.isEmpty()) {
      collations.forEach(collation -> used.set(collation.getFieldIndex()));
    }
    PhysicalNode all = planner.plan(window.getInput(), used);
    // Retractions are of rows that are equal in every column, so no other may be there.
    PhysicalNode input = CalcBuilder.select(all, used.stream().boxed().toList());
    int[] mapping = mapping(used);
    List<SortKey> order =
        arrival.isPresent()
            ? List.of()
            : collations.stream().map(key -> SortPlanner.key(key, mapping)).toList();
    SortKeyTypes.check(
        order,
        input.rowType()::type,
        "the rows of an OVER cannot be",
        text -> planner.query().positions().error(Clause.OVER, ErrorCode.NOT_SUPPORTED, text));
    RankRule rule =
        new RankRule(
            function,
            group.keys.asList().stream().map(key -> mapping[key]).toList(),
            order,
            arrival
                .map(key -> key.getDirection().isDescending())
                .orElse(isLastByTime(order, input.traits())),
            range.from(),
            range.to());
    List<Integer> columns = shown.stream().map(column -> mapping[column]).boxed().toList();
    return node(input, rule, columns, numbered);
  }

  /** The order by processing time, which is that of arrival; only if no rows are equal in it. */
  private Optional<RelFieldCollation> byArrival(List<RelFieldCollation> collations) {
    if (function != RankFunction.ROW_NUMBER) {
      return Optional.empty();
    }
    ImmutableBitSet times = TimeAttributes.of(window.getInput());
    ImmutableBitSet eventTimes = TimeAttributes.ofEventTime(window.getInput());
    return collations.stream()
        .limit(1)
        .filter(first -> times.get(first.getFieldIndex()))
        .filter(first -> !eventTimes.get(first.getFieldIndex()))
        .findFirst();
  }

  /** Keeping the last row by time means the last one to come of those of equal time. */
  private boolean isLastByTime(List<SortKey> order, StreamTraits input) {
    return range.to() == 1
        && order.size() == 1
        && order.get(0).descending()
        && input.timeColumns().contains(order.get(0).column());
  }

  private PhysicalNode node(
      PhysicalNode input, RankRule rule, List<Integer> columns, boolean numbered) {
    StreamTraits traits = input.traits();
    Optional<WindowColumns> closing =
        planner.emit() == EmitMode.CHANGES
            ? Optional.empty()
            : traits.window().filter(window -> isPartitionedBy(window, rule));
    boolean neverMoves =
        rule.function() == RankFunction.ROW_NUMBER
            && rule.order().isEmpty()
            && !rule.latestFirst()
            && !traits.updating();
    Optional<WindowColumns> shown = closing.flatMap(window -> window.mapped(columns::indexOf));
    List<Field> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(input.rowType().fields().get(column)));
    if (numbered) {
      fields.add(new Field("$rank", RANK));
    }
    return new OrderedNode.Rank(
        closing.isEmpty() ? LeadingRows.below(input, rule) : input,
        rule,
        columns,
        numbered,
        closing.isPresent(),
        new RowType(fields),
        new StreamTraits(
            closing.isEmpty() && !neverMoves,
            traits.bounded(),
            closing.isPresent() ? windowTime(shown) : times(traits, columns),
            shown));
  }

  /** Changes keep the order of rows and watermarks if that is asked for. */
  private List<Integer> times(StreamTraits input, List<Integer> columns) {
    return planner.timesMatter()
        ? input.timeColumns().stream().map(columns::indexOf).filter(i -> i >= 0).sorted().toList()
        : List.of();
  }

  /** Of the times of a row that waits for the end of its window only that end is not passed. */
  private static List<Integer> windowTime(Optional<WindowColumns> window) {
    return window
        .map(WindowColumns::time)
        .filter(time -> time != WindowColumns.NONE)
        .map(List::of)
        .orElse(List.of());
  }

  private static boolean isPartitionedBy(WindowColumns window, RankRule rule) {
    return rule.partition().contains(window.end()) || rule.partition().contains(window.time());
  }

  /** Where the used columns are when the others are gone. */
  private int[] mapping(BitSet used) {
    int[] mapping = new int[rankColumn + 1];
    int next = 0;
    for (int column = used.nextSetBit(0); column >= 0; column = used.nextSetBit(column + 1)) {
      mapping[column] = next++;
    }
    return mapping;
  }
}
