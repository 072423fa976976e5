package io.rheo.engine.plan;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.RowType;
import java.util.List;
import java.util.Optional;

/**
 * Joins append-only rows whose times are near each other: the right's time less the left's is from
 * {@code lower} to {@code upper}, both included. Columns: some of the left's and of the right's.
 *
 * @param keys the columns that must be equal; may be none
 * @param condition what else must be TRUE of a pair, over the left's columns followed by the
 *     right's
 * @param columns what is handed on, as indexes into the left's columns followed by the right's
 * @param leftTime the time attribute of the left input
 * @param rightTime the time attribute of the right input
 * @param lower in milliseconds
 * @param upper in milliseconds
 */
public record IntervalJoin(
    PhysicalNode left,
    PhysicalNode right,
    JoinKind kind,
    List<JoinKey> keys,
    Optional<Expr> condition,
    List<Integer> columns,
    int leftTime,
    int rightTime,
    long lower,
    long upper,
    RowType rowType,
    StreamTraits traits)
    implements JoinNode {
  public IntervalJoin {
    keys = List.copyOf(keys);
    columns = List.copyOf(columns);
  }

  /** For how long after its own time a row of a side may meet others; negative: before it. */
  public long reach(int side) {
    return side == 0 ? upper : -lower;
  }

  /** The column of a side's time. */
  public int time(int side) {
    return side == 0 ? leftTime : rightTime;
  }

  /** By how much the watermark is held back, so that it is right about the times of both sides. */
  public long delay() {
    return Math.max(0, Math.max(upper, -lower));
  }

  @Override
  public StateBound stateBound() {
    return StateBound.WATERMARK;
  }
}
