package io.rheo.engine.plan;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.RowType;
import java.util.List;
import java.util.Optional;

/**
 * Joins each left row with the right rows of its key that are there when it comes. Columns: some of
 * the left's and of the right's.
 *
 * @param kind {@link JoinKind#INNER} or {@link JoinKind#LEFT}
 * @param keys the columns that must be equal; may be none
 * @param condition what else must be TRUE of a pair, over the left's columns followed by the
 *     right's
 * @param columns what is handed on, as indexes into the left's columns followed by the right's
 * @param replaces whether a right row replaces the one of its key; else rows only come
 */
public record CurrentJoin(
    PhysicalNode left,
    PhysicalNode right,
    JoinKind kind,
    List<JoinKey> keys,
    Optional<Expr> condition,
    List<Integer> columns,
    boolean replaces,
    RowType rowType,
    StreamTraits traits)
    implements JoinNode {
  public CurrentJoin {
    keys = List.copyOf(keys);
    columns = List.copyOf(columns);
  }

  @Override
  public StateBound stateBound() {
    return replaces ? StateBound.KEYS : StateBound.ofRows(right.traits());
  }
}
