package io.rheo.engine.planner;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Sarg;

/**
 * The ranks that a condition on a rank lets pass.
 *
 * @param from at least 1
 * @param to {@code MAX_VALUE} if there is no last one; less than {@code from} if none passes
 * @param exact whether all ranks between pass
 */
record RankRange(long from, long to, boolean exact) {
  static final RankRange ALL = new RankRange(1, Long.MAX_VALUE, true);
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE - 1);

  /** The ranks that pass both conditions. */
  RankRange and(RankRange other) {
    return new RankRange(Math.max(from, other.from), Math.min(to, other.to), exact && other.exact);
  }

  /** The ranks that pass; empty if the condition is not one on the rank column alone. */
  static Optional<RankRange> of(RexNode condition, int rank, Expressions expressions) {
    if (!(condition instanceof RexCall call) || call.getOperands().size() != 2) {
      return Optional.empty();
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (isRank(left, rank) && right instanceof RexLiteral literal && isSearch(call)) {
      return search(literal);
    } else if (isRank(left, rank) && RexUtil.isConstant(right)) {
      return compare(call.getKind(), expressions.constant(right));
    } else if (isRank(right, rank) && RexUtil.isConstant(left)) {
      return compare(call.getKind().reverse(), expressions.constant(left));
    }
    return Optional.empty();
  }

  private static boolean isSearch(RexCall call) {
    return call.getKind() == SqlKind.SEARCH;
  }

  private static boolean isRank(RexNode node, int rank) {
    return RexUtil.removeCast(node) instanceof RexInputRef ref && ref.getIndex() == rank;
  }

  private static Optional<RankRange> compare(SqlKind kind, Object constant) {
    if (constant == null) {
      return Optional.of(new RankRange(1, 0, true)); // never TRUE
    }
    if (!(constant instanceof Number number)) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(number.toString());
    Range<BigDecimal> range =
        switch (kind) {
          case EQUALS -> Range.singleton(value);
          case LESS_THAN -> Range.lessThan(value);
          case LESS_THAN_OR_EQUAL -> Range.atMost(value);
          case GREATER_THAN -> Range.greaterThan(value);
          case GREATER_THAN_OR_EQUAL -> Range.atLeast(value);
          default -> null;
        };
    return Optional.ofNullable(range).map(ranks -> of(ranks, true));
  }

  private static Optional<RankRange> search(RexLiteral literal) {
    Sarg<?> sarg = literal.getValueAs(Sarg.class);
    if (sarg.rangeSet.isEmpty()) {
      return Optional.of(new RankRange(1, 0, true));
    }
    Range<?> span = sarg.rangeSet.span();
    boolean numbers =
        (!span.hasLowerBound() || span.lowerEndpoint() instanceof BigDecimal)
            && (!span.hasUpperBound() || span.upperEndpoint() instanceof BigDecimal);
    return numbers ? Optional.of(of(span, sarg.rangeSet.asRanges().size() == 1)) : Optional.empty();
  }

  /** The whole numbers in a range of {@code BigDecimal}s. */
  private static RankRange of(Range<?> range, boolean exact) {
    long from = 1;
    long to = Long.MAX_VALUE;
    if (range.hasLowerBound()) {
      BigDecimal lower = (BigDecimal) range.lowerEndpoint();
      from =
          range.lowerBoundType() == BoundType.CLOSED
              ? whole(lower, RoundingMode.CEILING)
              : whole(lower, RoundingMode.FLOOR) + 1;
    }
    if (range.hasUpperBound()) {
      BigDecimal upper = (BigDecimal) range.upperEndpoint();
      to =
          range.upperBoundType() == BoundType.CLOSED
              ? whole(upper, RoundingMode.FLOOR)
              : whole(upper, RoundingMode.CEILING) - 1;
    }
    return new RankRange(Math.max(1, from), Math.max(0, to), exact);
  }

  private static long whole(BigDecimal value, RoundingMode rounding) {
    BigDecimal whole = value.setScale(0, rounding);
    return whole.max(BigDecimal.ZERO).min(MAX).longValue();
  }
}
