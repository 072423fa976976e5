package io.rheo.engine.plan;

import java.util.List;

/** A node that puts the rows of two others together. */
public sealed interface JoinNode extends PhysicalNode
    permits IntervalJoin, RegularJoin, VersionJoin, WindowJoin {
  PhysicalNode left();

  PhysicalNode right();

  JoinKind kind();

  @Override
  default List<PhysicalNode> inputs() {
    return List.of(left(), right());
  }

  /** The number of the left input's columns: where the right's begin when both are counted. */
  default int leftColumns() {
    return left().rowType().size();
  }
}
