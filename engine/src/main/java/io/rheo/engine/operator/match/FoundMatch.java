package io.rheo.engine.operator.match;

import io.rheo.engine.plan.MatchPattern;
import io.rheo.engine.plan.MatchSkip;
import io.rheo.engine.plan.MatchValue.Navigation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A match: so many rows from one on, and the step that read each. */
final class FoundMatch {
  private static final long NONE = -1;

  private final MatchPartition partition;
  private final MatchPattern pattern;
  private final long start;
  private final int[] steps;
  private final Map<List<Integer>, Positions> positions = new HashMap<>(); // by variables

  /**
   * The rows that are mapped to some variables.
   *
   * @param rows their positions in the match, ascending
   * @param upTo for each position of the match how many there are up to it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never a key
  private record Positions(int[] rows, int[] upTo) {}

  FoundMatch(MatchPartition partition, MatchPattern pattern, long start, MappedRow last) {
    this.partition = partition;
    this.pattern = pattern;
    this.start = start;
    boolean isEmpty = last == Matcher.EMPTY;
    steps = new int[isEmpty ? 0 : (int) (last.row() - start) + 1];
    for (MappedRow row = isEmpty ? null : last; row != null; row = row.before()) {
      steps[(int) (row.row() - start)] = row.step();
    }
  }

  MatchPartition partition() {
    return partition;
  }

  int length() {
    return steps.length;
  }

  /** The number in the partition of the row at a position. */
  long row(int position) {
    return start + position;
  }

  int variable(int position) {
    return pattern.steps().get(steps[position]).variable();
  }

  boolean isExcluded(int position) {
    return pattern.steps().get(steps[position]).excluded();
  }

  /**
   * The position that is found, before its shift; -1 if there is none.
   *
   * @param current the position of the current row
   */
  int find(Navigation navigation, int current) {
    if (steps.length == 0) {
      return -1;
    }
    int to = navigation.running() ? current : steps.length - 1;
    if (navigation.variables().isEmpty()) {
      int at = navigation.first() ? navigation.offset() : to - navigation.offset();
      return at <= to ? at : -1;
    }
    Positions of = positions.computeIfAbsent(navigation.variables(), this::positions);
    int count = of.upTo()[to];
    int index = navigation.first() ? navigation.offset() : count - 1 - navigation.offset();
    return index >= 0 && index < count ? of.rows()[index] : -1;
  }

  private Positions positions(List<Integer> variables) {
    int[] rows = new int[steps.length];
    int[] upTo = new int[steps.length];
    int count = 0;
    for (int i = 0; i < steps.length; i++) {
      if (variables.contains(variable(i))) {
        rows[count++] = i;
      }
      upTo[i] = count;
    }
    return new Positions(Arrays.copyOf(rows, count), upTo);
  }

  /** The row where the search goes on; -1 if there is none, or it is where the match starts. */
  long next(MatchSkip skip) {
    if (steps.length == 0) {
      return start + 1;
    }
    return switch (skip.target()) {
      case NEXT_ROW -> start + 1;
      case PAST_LAST_ROW -> start + steps.length;
      case TO_FIRST, TO_LAST -> {
        boolean first = skip.target() == MatchSkip.Target.TO_FIRST;
        int at = find(new Navigation(skip.variables(), first, 0, 0, false), 0);
        yield at > 0 ? start + at : NONE;
      }
    };
  }

  /** The variables of the rows, for people. */
  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < steps.length; i++) {
      names.add(pattern.variables().get(variable(i)));
    }
    return String.join(" ", names);
  }
}
