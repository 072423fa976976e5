package io.rheo.engine.planner;

import io.rheo.engine.plan.IntervalJoin;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.sql.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Joins of append-only rows whose times may only be so far apart. */
final class IntervalJoins implements JoinForm {
  @Override
  public Optional<PhysicalNode> plan(PlannedJoin join, PhysicalPlanner planner) {
    if (join.updating()) {
      return Optional.empty();
    }
    PlannedJoin timed = ProcessingTimes.timed(join);
    Optional<IntervalBounds> bounds = IntervalBounds.of(timed);
    bounds.ifPresent(found -> checkPossible(join, found, planner));
    return bounds.map(found -> node(timed, found));
  }

  /** A result without a single pair, without end, is not meant. */
  private static void checkPossible(
      PlannedJoin join, IntervalBounds bounds, PhysicalPlanner planner) {
    if (join.kind().givesPairs() && !join.bounded() && bounds.lower() > bounds.upper()) {
      throw JoinRules.error(
              planner, ErrorCode.INVALID_QUERY, "the times of this join are never near enough")
          .why(
              "the least distance that its condition asks for is more than the greatest, so "
                  + JoinRules.withoutPairs(join.kind()))
          .fix("exchange the bounds: BETWEEN b.ts - INTERVAL '1' HOUR AND b.ts");
    }
  }

  private static PhysicalNode node(PlannedJoin join, IntervalBounds bounds) {
    return new IntervalJoin(
        join.left(),
        join.right(),
        join.kind(),
        join.keys(),
        bounds.rest(),
        join.columns(),
        bounds.leftTime(),
        bounds.rightTime(),
        bounds.lower(),
        bounds.upper(),
        join.rowType(),
        new StreamTraits(false, join.bounded(), timeColumns(join, bounds)));
  }

  /** A column that may be filled up with NULLs is no time attribute any more. */
  private static List<Integer> timeColumns(PlannedJoin join, IntervalBounds bounds) {
    int leftColumns = join.left().rowType().size();
    return IntStream.range(0, join.columns().size())
        .filter(
            i -> {
              int column = join.columns().get(i);
              return (column == bounds.leftTime() && !join.kind().pads(0))
                  || (column == leftColumns + bounds.rightTime() && !join.kind().pads(1));
            })
        .boxed()
        .toList();
  }
}
