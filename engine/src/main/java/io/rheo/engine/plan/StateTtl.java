package io.rheo.engine.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which state goes when no row of its key has come for a while. */
public final class StateTtl {
  /** Keys stay. */
  public static final long OFF = 0;

  private StateTtl() {}

  /**
   * The columns of the input by which a node keeps state that a time to live applies to. Empty if
   * it keeps none, if the watermark says what is not needed any more, or if the input ends: then
   * the result is that of all rows.
   */
  public static Optional<List<Integer>> keys(PhysicalNode node) {
    if (node.traits().bounded()) {
      return Optional.empty();
    } else if (node instanceof PhysicalNode.GroupAggregate aggregate) {
      return Optional.of(aggregate.keys());
    } else if (node instanceof OrderedNode.Rank rank) {
      return rank.onWindowClose() ? Optional.empty() : Optional.of(rank.rule().partition());
    } else if (node instanceof PhysicalNode.SetOperation set) {
      return Optional.of(IntStream.range(0, set.rowType().size()).boxed().toList());
    } else if (node instanceof OrderedNode.Over over) {
      return over.stateBound() == StateBound.WATERMARK
          ? Optional.empty()
          : Optional.of(over.partition());
    } else if (node instanceof OrderedNode.Match match) {
      return match.stateBound() == StateBound.WATERMARK
          ? Optional.empty()
          : Optional.of(match.spec().partition());
    } else if (node instanceof PhysicalNode.ChangelogNormalize normalize) {
      return Optional.of(normalize.keys());
    } else if (node instanceof PhysicalNode.UpsertMaterialize materialize) {
      return Optional.of(materialize.keys());
    } else {
      return Optional.empty();
    }
  }
}
