package io.rheo.engine.plan;

import java.util.List;

/**
 * Where the search goes on after a match.
 *
 * @param variables with {@code TO_FIRST} and {@code TO_LAST}: the rows that are mapped to these
 */
public record MatchSkip(Target target, List<Integer> variables) {
  /** A row of the match, or the one after it. */
  public enum Target {
    NEXT_ROW,
    PAST_LAST_ROW,
    TO_FIRST,
    TO_LAST
  }

  public MatchSkip {
    variables = List.copyOf(variables);
  }
}
