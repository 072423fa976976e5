package io.rheo.engine;

import io.rheo.engine.exec.loss.QueryLosses;
import io.rheo.engine.metric.ErrorLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a query could not use of what it read, as far as it has come.
 *
 * @param lateRows rows that came too late; one that several operators found late counts for each
 * @param rowErrors rows left out because an expression failed on them
 * @param firstRowError why the first of these that is remembered failed
 * @param badRecords undecodable records of the tables that it reads, found since it started,
 *     whoever found them; tables without any are left out
 */
public record LossSummary(
    long lateRows, long rowErrors, Optional<String> firstRowError, Map<String, Long> badRecords) {
  /** Nothing was left out. */
  public static final LossSummary NONE = new LossSummary(0, 0, Optional.empty(), Map.of());

  static LossSummary of(QueryLosses losses, Map<String, Long> badRecords) {
    return new LossSummary(
        losses.lateCount().get(),
        losses.rowErrors().count(),
        losses.rowErrors().first().map(ErrorLog.Entry::reason),
        badRecords);
  }

  /** What a person should be told of it; empty if nothing was left out. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    badRecords.forEach((table, count) -> sentences.add(undecodable(table, count)));
    if (lateRows > 0) {
      sentences.add(counted(lateRows, "row") + " came too late for a window");
    }
    if (rowErrors > 0) {
      sentences.add(
          counted(rowErrors, "row")
              + " could not be computed"
              + firstRowError.map(reason -> "; the first: " + reason).orElse(""));
    }
    return sentences;
  }

  private static String undecodable(String table, long count) {
    return counted(count, "record")
        + (" of '" + table + "' could not be decoded: ")
        + ("SELECT * FROM errors('" + table + "') shows them");
  }

  private static String counted(long count, String noun) {
    return count + " " + (count == 1 ? noun : noun + "s");
  }
}
