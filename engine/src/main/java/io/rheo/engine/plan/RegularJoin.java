package io.rheo.engine.plan;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.RowType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Joins all rows of two inputs as they stand after each step. Columns: some of the left's and of
 * the right's.
 *
 * @param keys the columns that must be equal; may be none
 * @param condition what else must be TRUE of a pair, over the left's columns followed by the
 *     right's
 * @param columns what is handed on, as indexes into the left's columns followed by the right's
 * @param leftTtlMillis the time to live of the left's rows if it has one of its own; 0: for ever
 * @param rightTtlMillis likewise of the right's rows
 * @param leading which pairs are wanted; empty: all
 */
public record RegularJoin(
    PhysicalNode left,
    PhysicalNode right,
    JoinKind kind,
    List<JoinKey> keys,
    Optional<Expr> condition,
    List<Integer> columns,
    OptionalLong leftTtlMillis,
    OptionalLong rightTtlMillis,
    Optional<LeadingPairs> leading,
    RowType rowType,
    StreamTraits traits)
    implements JoinNode {
  public RegularJoin {
    keys = List.copyOf(keys);
    columns = List.copyOf(columns);
  }

  /** The same join for a reader who wants these pairs. */
  public RegularJoin withLeading(Optional<LeadingPairs> newLeading) {
    return new RegularJoin(
        left,
        right,
        kind,
        keys,
        condition,
        columns,
        leftTtlMillis,
        rightTtlMillis,
        newLeading,
        rowType,
        traits);
  }

  /** The time to live of the rows of a side, if it has one of its own. */
  public OptionalLong ownTtlMillis(int side) {
    return side == 0 ? leftTtlMillis : rightTtlMillis;
  }

  @Override
  public StateBound stateBound() {
    return left.traits().bounded() && right.traits().bounded()
        ? StateBound.INPUT
        : StateBound.UNBOUNDED;
  }
}
