package io.rheo.engine.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a {@code MATCH_RECOGNIZE} looks for and what it says of a match. Rows come in the order of
 * the match.
 *
 * @param partition the columns by which rows are told apart
 * @param timeColumn the time by which rows are sorted; -1 if they are not sorted by time
 * @param byWatermark whether the watermark passes rows by that time
 * @param pattern which sequences of rows match
 * @param anchoredStart whether a match must start with the first row of its partition
 * @param anchoredEnd whether it must end with the last one
 * @param withinMillis how long after its first row a match can go on; negative: for ever
 * @param conditions of variables; any row can be mapped to the others
 * @param shown which rows there are in the result
 * @param measures the values that are shown
 */
public record MatchSpec(
    List<Integer> partition,
    int timeColumn,
    boolean byWatermark,
    MatchPattern pattern,
    boolean anchoredStart,
    boolean anchoredEnd,
    long withinMillis,
    MatchSkip skip,
    List<MatchCondition> conditions,
    MatchShown shown,
    List<MatchValue> measures) {
  public MatchSpec {
    partition = List.copyOf(partition);
    conditions = List.copyOf(conditions);
    measures = List.copyOf(measures);
  }

  /** Whether each row of a match is shown; else there is one for the match. */
  public boolean allRows() {
    return shown != MatchShown.ONE_ROW;
  }

  /** How many rows before a match are looked at. */
  public int rowsBefore() {
    return shifts().map(shift -> -shift).max(Integer::compare).filter(n -> n > 0).orElse(0);
  }

  /** How many rows after a row must be known before it can be taken up. */
  public int rowsAfter() {
    return shifts().max(Integer::compare).filter(n -> n > 0).orElse(0);
  }

  private Stream<Integer> shifts() {
    return values()
        .filter(MatchValue.RowColumn.class::isInstance)
        .map(value -> ((MatchValue.RowColumn) value).navigation().shift());
  }

  private Stream<MatchValue> values() {
    return Stream.concat(
        measures.stream(), conditions.stream().flatMap(condition -> condition.values().stream()));
  }

  /** Whether matches are numbered. */
  public boolean isNumbered() {
    return values().anyMatch(MatchValue.MatchNumber.class::isInstance);
  }

  /** Whether something of a partition must be known for ever. */
  public boolean remembersPartitions() {
    return rowsBefore() > 0 || isNumbered() || anchoredStart;
  }
}
