package io.rheo.engine.plan;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.RowType;
import java.util.List;
import java.util.Optional;

/**
 * Joins append-only rows that are in the same window, when it closes. Columns: some of the left's
 * and of the right's.
 *
 * @param keys the columns that must be equal; among them what tells the windows
 * @param condition what else must be TRUE of a pair, over the left's columns followed by the
 *     right's
 * @param columns what is handed on, as indexes into the left's columns followed by the right's
 * @param closing which of the keys says when the window closes
 * @param endIsExclusive whether that column is the window's end; else it is its time, the last
 *     millisecond
 */
public record WindowJoin(
    PhysicalNode left,
    PhysicalNode right,
    JoinKind kind,
    List<JoinKey> keys,
    Optional<Expr> condition,
    List<Integer> columns,
    JoinKey closing,
    boolean endIsExclusive,
    RowType rowType,
    StreamTraits traits)
    implements JoinNode {
  public WindowJoin {
    keys = List.copyOf(keys);
    columns = List.copyOf(columns);
  }

  @Override
  public StateBound stateBound() {
    return StateBound.WATERMARK;
  }
}
