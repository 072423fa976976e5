package io.rheo.engine.planner;

import io.rheo.engine.expr.SortKey;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.BitSet;
import java.util.List;
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
    long offset = number(rel.offset, 0, planner);
    long limit = number(rel.fetch, PhysicalNode.Sort.NO_LIMIT, planner);
    StreamTraits traits = input.traits();
    if (traits.bounded() && (!collations.isEmpty() || traits.updating())) {
      return new PhysicalNode.Sort(
          input,
          collations.stream().map(SortPlanner::key).toList(),
          offset,
          limit,
          input.rowType(),
          new StreamTraits(false, true, List.of()));
    }
    PhysicalNode sorted =
        collations.isEmpty() ? input : sortedByTime(input, collations, planner, rel.fetch != null);
    if (rel.fetch == null && rel.offset == null) {
      return sorted;
    }
    if (traits.updating()) {
      throw UnsupportedNodes.notYet(
          planner.query().positions(),
          Clause.LIMIT,
          "LIMIT over a result that changes without end is not supported",
          "leave LIMIT out, or aggregate by a window so that rows are final");
    }
    return new PhysicalNode.Limit(sorted, offset, limit, sorted.rowType(), traits);
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

  /** An unbounded stream can be sorted by its time attribute alone, for the watermark closes it. */
  private static PhysicalNode sortedByTime(
      PhysicalNode input,
      List<RelFieldCollation> collations,
      PhysicalPlanner planner,
      boolean limited) {
    RelFieldCollation first = collations.get(0);
    boolean byTime = input.traits().timeColumns().contains(first.getFieldIndex());
    if (collations.size() == 1
        && byTime
        && !first.getDirection().isDescending()
        && !input.traits().updating()) {
      return new PhysicalNode.EventTimeSort(
          input, first.getFieldIndex(), input.rowType(), input.traits());
    }
    String column = input.rowType().name(first.getFieldIndex());
    throw planner
        .query()
        .positions()
        .error(
            Clause.ORDER_BY,
            ErrorCode.UNBOUNDED_SORT,
            "an unbounded stream cannot be sorted by '" + column + "'")
        .why("the stream never ends, so no row is known to be the first")
        .fix(
            limited
                ? "aggregate by a window, or read a bounded source; sorting with LIMIT without end"
                    + " comes with a later version"
                : "sort by the time attribute alone, ascending, or read a bounded source");
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
