package io.rheo.engine.operator.window;

import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.operator.aggregate.Groups;
import io.rheo.engine.plan.CountWindow;
import io.rheo.engine.plan.WindowNode;

/**
 * What all partitions of a count window share: how its rows are cut into units, the pieces that
 * have groups of their own. Units are panes where windows overlap and groups can be merged, else
 * whole windows.
 */
final class CountWindowRules {
  private final WindowNode.CountWindowAggregate plan;
  private final CountWindow window;
  private final AggregateLayout layout;
  private final int keyWords;
  private final boolean sharesPanes;
  private final long pane;
  private final Groups merged; // scratch

  /**
   * @param keyWords the words of a group's key; the unit's number follows them
   */
  CountWindowRules(WindowNode.CountWindowAggregate plan, AggregateLayout layout, int keyWords) {
    this.plan = plan;
    this.layout = layout;
    this.keyWords = keyWords;
    window = plan.window();
    sharesPanes = window.slide() < window.size() && layout.mergeable();
    pane = gcd(window.slide(), window.size());
    merged = new Groups(layout, 0);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  AggregateLayout layout() {
    return layout;
  }

  int keyWords() {
    return keyWords;
  }

  boolean sharesPanes() {
    return sharesPanes;
  }

  Groups merged() {
    return merged;
  }

  boolean hasTime() {
    return plan.timeColumn() >= 0;
  }

  /** The call that is the greatest time of a group. */
  int timeCall() {
    return plan.aggregates().size();
  }

  /** The first unit that row {@code number} of a partition is in. */
  long firstUnit(long number) {
    if (sharesPanes) {
      return number / pane;
    }
    return number < window.size() ? 0 : (number - window.size()) / window.slide() + 1;
  }

  /** The last one; less than the first if the row is between windows. */
  long lastUnit(long number) {
    return sharesPanes ? number / pane : number / window.slide();
  }

  /** Whether a window is complete with row {@code number}. */
  boolean completes(long number) {
    long first = number - window.size() + 1;
    return first >= 0 && first % window.slide() == 0;
  }

  /** The start of the window that row {@code number} completes. */
  long start(long number) {
    return number - window.size() + 1;
  }

  /** The number of the window that starts at {@code start}, or of its first pane. */
  long unitOf(long start) {
    return start / (sharesPanes ? pane : window.slide());
  }

  /** The first unit that a window after the one from {@code start} needs. */
  long firstUnitAfter(long start) {
    return unitOf(start + window.slide());
  }

  /** The columns for the window that starts at {@code start}. */
  long[] propertyValues(long start, long time) {
    return WindowProperties.of(plan.properties(), start, start + window.size(), time);
  }
}
