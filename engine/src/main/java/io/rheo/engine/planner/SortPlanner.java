package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexNode;

/** {@code ORDER BY}, {@code LIMIT} and {@code OFFSET}. */
final class SortPlanner implements NodePlanner<Sort> {
  @Override
  public PhysicalNode plan(Sort rel, BitSet wanted, PhysicalPlanner planner) {
    BitSet used = (BitSet) wanted.clone();
    List<RelFieldCollation> collations = rel.getCollation().getFieldCollations();
    collations.forEach(collation -> used.set(collation.getFieldIndex()));
    PhysicalNode input = planner.plan(rel.getInput(), used);
    List<SortKey> keys = collations.stream().map(SortPlanner::key).toList();
    SortKeyTypes.check(
        keys,
        input.rowType()::type,
        "rows cannot be",
        text -> planner.query().positions().error(Clause.ORDER_BY, ErrorCode.NOT_SUPPORTED, text));
    long offset = number(rel.offset, 0, planner);
    long limit = number(rel.fetch, OrderedNode.Sort.NO_LIMIT, planner);
    StreamTraits traits = input.traits();
    if (traits.bounded() && (!collations.isEmpty() || traits.updating())) {
      return new OrderedNode.Sort(
          input, keys, offset, limit, input.rowType(), new StreamTraits(false, true, List.of()));
    }
    boolean limited = limit != OrderedNode.Sort.NO_LIMIT;
    if (limited && (traits.updating() || !(collations.isEmpty() || isByTime(collations, input)))) {
      return firstRows(input, wanted, used, collations, offset, limit);
    }
    PhysicalNode sorted = collations.isEmpty() ? input : sortedByTime(input, collations, planner);
    if (!limited && offset == 0) {
      return sorted;
    }
    if (traits.updating()) {
      throw planner
          .query()
          .positions()
          .error(
              Clause.LIMIT,
              ErrorCode.NOT_SUPPORTED,
              "OFFSET without LIMIT over a result that changes without end")
          .why("all rows but the first ones would have to be kept")
          .fix("give a LIMIT too, or leave OFFSET out");
    }
    return new OrderedNode.Limit(sorted, offset, limit, sorted.rowType(), traits);
  }

  /** The rows that are the first ones now, for as long as they are. */
  private static PhysicalNode firstRows(
      PhysicalNode all,
      BitSet wanted,
      BitSet used,
      List<RelFieldCollation> collations,
      long offset,
      long limit) {
    List<Integer> columns = used.stream().boxed().toList();
    PhysicalNode input = CalcBuilder.select(all, columns);
    long to = limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + limit;
    RankRule rule =
        new RankRule(
            RankFunction.ROW_NUMBER,
            List.of(),
            collations.stream()
                .map(collation -> key(collation, columns.indexOf(collation.getFieldIndex())))
                .toList(),
            false,
            offset + 1,
            to);
    List<Integer> shown =
        IntStream.range(0, columns.size()).filter(i -> wanted.get(columns.get(i))).boxed().toList();
    PhysicalNode rank =
        new OrderedNode.Rank(
            input,
            rule,
            shown,
            false,
            false,
            input.rowType().select(shown.stream().mapToInt(Integer::intValue).toArray()),
            new StreamTraits(true, false, List.of()));
    List<Expr> projections = new ArrayList<>();
    for (int i = 0; i < all.rowType().size(); i++) {
      int column = wanted.get(i) ? shown.indexOf(columns.indexOf(i)) : -1;
      projections.add(
          column < 0
              ? new Expr.Literal(null, all.rowType().type(i).withNullable(true))
              : CalcBuilder.ref(rank, column));
    }
    return CalcBuilder.calc(rank, Optional.empty(), projections, all.rowType().names());
  }

  private static SortKey key(RelFieldCollation collation) {
    return key(collation, collation.getFieldIndex());
  }

  /** The key in an input whose columns have moved. */
  static SortKey key(RelFieldCollation collation, int[] mapping) {
    return key(collation, mapping[collation.getFieldIndex()]);
  }

  private static SortKey key(RelFieldCollation collation, int column) {
    return new SortKey(
        column,
        collation.getDirection().isDescending(),
        collation.nullDirection == RelFieldCollation.NullDirection.FIRST);
  }

  private static boolean isByTime(List<RelFieldCollation> collations, PhysicalNode input) {
    RelFieldCollation first = collations.get(0);
    return collations.size() == 1
        && input.traits().timeColumns().contains(first.getFieldIndex())
        && !first.getDirection().isDescending()
        && !input.traits().updating();
  }

  /** An unbounded stream can be sorted by its time attribute alone, for the watermark closes it. */
  private static PhysicalNode sortedByTime(
      PhysicalNode input, List<RelFieldCollation> collations, PhysicalPlanner planner) {
    int first = collations.get(0).getFieldIndex();
    if (isByTime(collations, input)) {
      return new OrderedNode.EventTimeSort(input, first, input.rowType(), input.traits());
    }
    throw planner
        .query()
        .positions()
        .error(
            Clause.ORDER_BY,
            ErrorCode.UNBOUNDED_SORT,
            "an unbounded stream cannot be sorted by '" + input.rowType().name(first) + "'")
        .why("the stream never ends, so no row is known to be the first")
        .fix(
            "keep the first rows only, with LIMIT, or sort by the time attribute alone, ascending,"
                + " or read a bounded source");
  }

  private static long number(RexNode node, long otherwise, PhysicalPlanner planner) {
    if (node == null) {
      return otherwise;
    }
    Object value = planner.expressions().constant(node);
    if (value instanceof Number number && number.longValue() >= 0) {
      return number.longValue();
    }
    throw planner
        .query()
        .positions()
        .error(Clause.LIMIT, ErrorCode.INVALID_QUERY, "LIMIT and OFFSET must not be negative")
        .fix("write a whole number from 0");
  }
}
