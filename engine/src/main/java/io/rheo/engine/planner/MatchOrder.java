package io.rheo.engine.planner;

import io.rheo.engine.expr.SortKey;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.type.TypeName;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.logical.TimeAttributes;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Match;

/**
 * The order in which rows are matched, which decides when they can be: by event time when the
 * watermark has passed them, by processing time on arrival, by anything else when the input ends.
 *
 * @param timeColumn the column of time among the keys, which WITHIN is about; -1 if there is none
 */
record MatchOrder(Timing timing, List<SortKey> keys, int timeColumn) {
  enum Timing {
    WATERMARK,
    ARRIVAL,
    END_OF_INPUT
  }

  static MatchOrder of(Match rel, PhysicalNode input, PhysicalPlanner planner) {
    List<SortKey> keys =
        rel.getOrderKeys().getFieldCollations().stream().map(MatchOrder::key).toList();
    SortKeyTypes.check(
        keys,
        input.rowType()::type,
        "rows of MATCH_RECOGNIZE cannot be",
        text ->
            planner
                .query()
                .positions()
                .error(Clause.MATCH_RECOGNIZE, ErrorCode.NOT_SUPPORTED, text));
    if (keys.isEmpty()) {
      throw refusal(input, "MATCH_RECOGNIZE without ORDER BY", planner);
    }
    SortKey first = keys.get(0);
    boolean isTime = isTime(input.rowType().type(first.column()).name());
    int timeColumn = isTime && !first.descending() ? first.column() : -1;
    if (input.traits().timeColumns().contains(first.column()) && !first.descending()) {
      return new MatchOrder(Timing.WATERMARK, keys, timeColumn);
    } else if (isProcessingTime(rel, first.column()) && !first.descending()) {
      return new MatchOrder(Timing.ARRIVAL, keys, timeColumn);
    } else if (input.traits().bounded()) {
      return new MatchOrder(Timing.END_OF_INPUT, keys, timeColumn);
    }
    String by = input.rowType().name(first.column()) + (first.descending() ? " descending" : "");
    throw refusal(input, "MATCH_RECOGNIZE of an unbounded stream ordered by '" + by + "'", planner);
  }

  private static SqlError refusal(PhysicalNode input, String what, PhysicalPlanner planner) {
    List<Integer> times = input.traits().timeColumns();
    return planner
        .query()
        .positions()
        .error(Clause.MATCH_RECOGNIZE, ErrorCode.UNBOUNDED_SORT, what + " is not possible")
        .why("a pattern is about rows in an order, which must be known while they come")
        .fix(
            times.isEmpty()
                ? "order by a column with a WATERMARK, or by one that is PROCTIME()"
                : "order by the time attribute '"
                    + input.rowType().name(times.get(0))
                    + "' first, ascending");
  }

  private static SortKey key(RelFieldCollation collation) {
    boolean descending = collation.getDirection().isDescending();
    return new SortKey(collation.getFieldIndex(), descending, !descending); // NULL is the least
  }

  private static boolean isTime(TypeName type) {
    return type == TypeName.TIMESTAMP || type == TypeName.TIMESTAMP_LTZ;
  }

  private static boolean isProcessingTime(Match rel, int column) {
    return TimeAttributes.of(rel.getInput()).get(column)
        && !TimeAttributes.ofEventTime(rel.getInput()).get(column);
  }

  /**
   * The rows in this order.
   *
   * @param partition the columns within whose values the order matters
   */
  PhysicalNode sort(PhysicalNode rows, List<Integer> partition) {
    StreamTraits traits = rows.traits();
    return switch (timing) {
      case WATERMARK ->
          new OrderedNode.EventTimeSort(
              rows,
              timeColumn,
              keys.subList(1, keys.size()),
              partition,
              rows.rowType(),
              new StreamTraits(false, traits.bounded(), List.of(timeColumn), traits.window()));
      case ARRIVAL -> rows;
      case END_OF_INPUT ->
          new OrderedNode.Sort(rows, keys, 0, OrderedNode.Sort.NO_LIMIT, rows.rowType(), traits);
    };
  }
}
