package io.rheo.engine.plan;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.RowType;
import java.util.List;
import java.util.Optional;

/**
 * Joins each left row with one right row of its key: the one that is nearest in time, of those that
 * {@code match} allows. Columns: some of the left's and of the right's.
 *
 * @param kind {@link JoinKind#INNER} or {@link JoinKind#LEFT}
 * @param keys the columns that must be equal; may be none
 * @param condition what else must be TRUE of the pair, or it is none; over the left's columns
 *     followed by the right's
 * @param columns what is handed on, as indexes into the left's columns followed by the right's
 * @param leftTime the time of the left input
 * @param rightTime the time of the right input
 * @param match how the left's time compares with the right's
 * @param versions whether right rows are versions of the row of their key: then the right input may
 *     take rows back, and a key that was deleted has no version
 * @param valid the right's column that is TRUE where a row is a version; where it is not, the key
 *     has none from its time on. Empty if all rows are
 * @param rightFirst whether all right rows are read before the first left one is joined: then the
 *     columns of time may be any times or numbers
 */
public record VersionJoin(
    PhysicalNode left,
    PhysicalNode right,
    JoinKind kind,
    List<JoinKey> keys,
    Optional<Expr> condition,
    List<Integer> columns,
    int leftTime,
    int rightTime,
    TimeMatch match,
    boolean versions,
    Optional<Integer> valid,
    boolean rightFirst,
    RowType rowType,
    StreamTraits traits)
    implements JoinNode {
  public VersionJoin {
    keys = List.copyOf(keys);
    columns = List.copyOf(columns);
  }

  /** The column of a side's time. */
  public int time(int side) {
    return side == 0 ? leftTime : rightTime;
  }

  @Override
  public StateBound stateBound() {
    return rightFirst ? StateBound.INPUT : StateBound.KEYS;
  }
}
