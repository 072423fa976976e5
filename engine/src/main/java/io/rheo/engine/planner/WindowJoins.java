package io.rheo.engine.planner;

import io.rheo.engine.plan.JoinKey;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.WindowColumns;
import io.rheo.engine.plan.WindowJoin;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Joins of append-only rows that are in the same window. */
final class WindowJoins implements JoinForm {
  @Override
  public Optional<PhysicalNode> plan(PlannedJoin join, PhysicalPlanner planner) {
    Optional<WindowColumns> left = join.left().traits().window();
    Optional<WindowColumns> right = join.right().traits().window();
    if (join.updating()
        || left.isEmpty()
        || right.isEmpty()
        || !left.get().zone().equals(right.get().zone())) {
      return Optional.empty();
    }
    return key(join, left.get().end(), right.get().end())
        .map(key -> node(join, key, true))
        .or(
            () ->
                key(join, left.get().time(), right.get().time())
                    .map(key -> node(join, key, false)));
  }

  private static Optional<JoinKey> key(PlannedJoin join, int left, int right) {
    return join.keys().stream()
        .filter(key -> key.left() == left && key.right() == right && left != WindowColumns.NONE)
        .findFirst();
  }

  private static PhysicalNode node(PlannedJoin join, JoinKey closing, boolean endIsExclusive) {
    return new WindowJoin(
        join.left(),
        join.right(),
        join.kind(),
        join.keys(),
        join.condition(),
        join.columns(),
        closing,
        endIsExclusive,
        join.rowType(),
        traits(join));
  }

  /** The window, as the columns say it that are not filled up with NULLs. */
  private static StreamTraits traits(PlannedJoin join) {
    JoinKind kind = join.kind();
    int leftColumns = join.left().rowType().size();
    Optional<WindowColumns> window =
        kind.pads(0) ? Optional.empty() : window(join, join.left().traits(), 0);
    if (window.isEmpty() && kind.givesPairs() && !kind.pads(1)) {
      window = window(join, join.right().traits(), leftColumns);
    }
    List<Integer> times =
        IntStream.range(0, join.columns().size())
            .filter(
                i -> {
                  int column = join.columns().get(i);
                  return column < leftColumns
                      ? !kind.pads(0) && isTime(join.left().traits(), column)
                      : !kind.pads(1) && isTime(join.right().traits(), column - leftColumns);
                })
            .boxed()
            .toList();
    return new StreamTraits(false, join.bounded(), times, window);
  }

  private static Optional<WindowColumns> window(PlannedJoin join, StreamTraits side, int first) {
    return side.window().flatMap(columns -> columns.mapped(i -> join.columns().indexOf(first + i)));
  }

  /** The time of the window; others have passed when the window closes. */
  private static boolean isTime(StreamTraits side, int column) {
    return side.timeColumns().contains(column)
        && side.window().filter(window -> window.time() == column).isPresent();
  }
}
