package io.rheo.engine.operator.match;

import java.util.Arrays;

/**
 * The search for a match that starts with one row: the tries that are left, each with the step that
 * reads the next row, the preferred ones first; and the match that was found, which a try that is
 * preferred to it may still replace.
 */
final class Attempt {
  private final long start;
  private long next;
  private int[] steps = new int[4];
  private MappedRow[] tries = new MappedRow[4];
  private int count;
  private MappedRow found;

  Attempt(long start) {
    this.start = start;
    next = start;
  }

  long start() {
    return start;
  }

  /** The next row to be read. */
  long next() {
    return next;
  }

  void moveOn() {
    next++;
  }

  int count() {
    return count;
  }

  int step(int index) {
    return steps[index];
  }

  MappedRow last(int index) {
    return tries[index];
  }

  /** The last row of the match that was found; {@code null} if none was. */
  MappedRow found() {
    return found;
  }

  void find(MappedRow last) {
    found = last;
  }

  /** Whether more rows would change nothing. */
  boolean isDecided() {
    return count == 0 && next > start;
  }

  /** There are no tries left but what {@link #add} adds. */
  void clear() {
    Arrays.fill(tries, 0, count, null);
    count = 0;
  }

  /** Adds a try, less preferred than those that are there. */
  void add(int step, MappedRow last) {
    if (count == steps.length) {
      steps = Arrays.copyOf(steps, count * 2);
      tries = Arrays.copyOf(tries, count * 2);
    }
    steps[count] = step;
    tries[count++] = last;
  }
}
