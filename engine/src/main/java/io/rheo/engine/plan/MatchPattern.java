package io.rheo.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A row pattern as an automaton that reads one row with each step. What comes after a step is in
 * the order of preference: the first alternative, and with a greedy quantifier one more row, before
 * the others.
 *
 * @param text as in SQL, for people
 * @param variables the names of the pattern variables
 * @param steps those that can read a row
 * @param first what can read the first row of a match, by preference
 * @param shortest whether the match counts that is complete first; else the preferred one does, as
 *     in the standard
 */
public record MatchPattern(
    String text, List<String> variables, List<Step> steps, List<Integer> first, boolean shortest) {
  /** Among what comes next: the match is complete. */
  public static final int END = -1;

  public MatchPattern {
    variables = List.copyOf(variables);
    steps = List.copyOf(steps);
    first = List.copyOf(first);
  }

  /**
   * Maps a row to a variable.
   *
   * @param excluded whether ALL ROWS PER MATCH leaves the row out
   * @param unless variables: a row that can be mapped to one of them is not read
   * @param next the steps that can read the next row, and {@link #END}, by preference
   */
  public record Step(int variable, boolean excluded, List<Integer> unless, List<Integer> next) {
    public Step {
      unless = List.copyOf(unless);
      next = List.copyOf(next);
    }
  }

  /** Whether a match can have no rows. */
  public boolean matchesNothing() {
    return first.contains(END);
  }

  /** Whether matches can be of any length. */
  public boolean isUnbounded() {
    List<Integer> depth = new ArrayList<>();
    steps.forEach(step -> depth.add(0)); // 0: not seen, 1: on the way, 2: done
    return first.stream().anyMatch(step -> hasCycle(step, depth));
  }

  private boolean hasCycle(int step, List<Integer> seen) {
    if (step == END || seen.get(step) == 2) {
      return false;
    } else if (seen.get(step) == 1) {
      return true;
    }
    seen.set(step, 1);
    boolean cycle = steps.get(step).next().stream().anyMatch(next -> hasCycle(next, seen));
    seen.set(step, 2);
    return cycle;
  }

  @Override
  public String toString() {
    return steps.stream()
        .map(step -> variables.get(step.variable()) + step.next())
        .collect(Collectors.joining(" ", first + " ", ""));
  }
}
