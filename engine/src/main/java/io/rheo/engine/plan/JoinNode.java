package io.rheo.engine.plan;

import io.rheo.engine.expr.Expr;
import java.util.List;
import java.util.Optional;

/** A node that puts the rows of two others together. */
public sealed interface JoinNode extends PhysicalNode
    permits CurrentJoin, IntervalJoin, RegularJoin, VersionJoin, WindowJoin {
  PhysicalNode left();

  PhysicalNode right();

  JoinKind kind();

  /** The columns that must be equal in rows that go together; may be none. */
  List<JoinKey> keys();

  /** What else must be TRUE of rows that go together. */
  Optional<Expr> condition();

  /** What is handed on, as indexes into the left's columns followed by the right's. */
  List<Integer> columns();

  @Override
  default List<PhysicalNode> inputs() {
    return List.of(left(), right());
  }

  /** The number of the left input's columns: where the right's begin when both are counted. */
  default int leftColumns() {
    return left().rowType().size();
  }
}
