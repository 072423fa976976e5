package io.rheo.engine.operator.match;

import io.rheo.engine.operator.Operator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.MatchShown;
import io.rheo.engine.plan.MatchSkip;
import io.rheo.engine.plan.MatchSpec;
import java.util.Iterator;

/** Makes attempts at matches from the rows of a partition, and takes them when they are decided. */
final class MatchSearch {
  private final MatchSpec spec;
  private final Matcher matcher;
  private final MatchOutput output;
  private final OperatorMetrics metrics;
  private final int rowsBefore;
  private final boolean sideBySide;
  private final boolean showsUnmatched;

  MatchSearch(MatchSpec spec, Matcher matcher, MatchOutput output, OperatorMetrics metrics) {
    this.spec = spec;
    this.matcher = matcher;
    this.output = output;
    this.metrics = metrics;
    rowsBefore = spec.rowsBefore();
    showsUnmatched = spec.shown() == MatchShown.UNMATCHED_ROWS;
    // Matches are numbered by their first rows, so then each waits for those before it; and so does
    // a row that may be in one of them.
    sideBySide =
        spec.skip().target() == MatchSkip.Target.NEXT_ROW && !spec.isNumbered() && !showsUnmatched;
  }

  /**
   * Reads the rows that are ready.
   *
   * @param watermark that no row of the time up to it will come after
   */
  void advance(MatchPartition partition, long watermark, Output out) {
    if (sideBySide) {
      while (partition.nextStart() < partition.ready()) {
        start(partition);
        readAll(partition, out);
      }
      takeDecided(partition, watermark, out);
    } else {
      advanceOne(partition, watermark, out);
    }
  }

  /** Starts an attempt at the next row, if a match can start there. */
  private void start(MatchPartition partition) {
    long row = partition.nextStart();
    partition.startNext(row + 1);
    if ((row == 0 || !spec.anchoredStart()) && matcher.canStart(partition.truths(row))) {
      partition.attempts().addLast(new Attempt(row));
    }
  }

  /** Lets all attempts read the row that the last one starts with. */
  private void readAll(MatchPartition partition, Output out) {
    for (Attempt attempt : partition.attempts()) {
      read(attempt, partition);
    }
    takeDecided(partition, Operator.NO_WATERMARK, out);
  }

  private void takeDecided(MatchPartition partition, long watermark, Output out) {
    Iterator<Attempt> attempts = partition.attempts().iterator();
    while (attempts.hasNext()) {
      Attempt attempt = attempts.next();
      if (isOver(attempt, partition, watermark)) {
        attempts.remove();
        take(attempt, partition, out);
      }
    }
  }

  /** One attempt after the other. */
  private void advanceOne(MatchPartition partition, long watermark, Output out) {
    while (true) {
      if (partition.attempts().isEmpty()) {
        if (partition.nextStart() >= partition.ready()) {
          return;
        }
        start(partition);
        if (partition.attempts().isEmpty()) {
          endUnmatched(partition, partition.nextStart() - 1, out);
          continue;
        }
      }
      Attempt attempt = partition.attempts().peekFirst();
      while (!attempt.isDecided() && attempt.next() < partition.ready()) {
        read(attempt, partition);
      }
      if (!isOver(attempt, partition, watermark)) {
        return;
      }
      partition.attempts().removeFirst();
      partition.startNext(take(attempt, partition, out));
    }
  }

  private void read(Attempt attempt, MatchPartition partition) {
    if (isWithin(attempt, attempt.next(), partition)) {
      matcher.read(attempt, partition);
    } else {
      attempt.clear();
    }
  }

  private boolean isWithin(Attempt attempt, long row, MatchPartition partition) {
    return spec.withinMillis() < 0
        || partition.time(row, spec.timeColumn())
                - partition.time(attempt.start(), spec.timeColumn())
            <= spec.withinMillis();
  }

  private boolean isOver(Attempt attempt, MatchPartition partition, long watermark) {
    return attempt.isDecided()
        || watermark == Operator.END_OF_INPUT
        || isPassed(attempt, partition, watermark);
  }

  /** Whether the watermark has passed every row that the attempt could still read. */
  private boolean isPassed(Attempt attempt, MatchPartition partition, long watermark) {
    if (spec.withinMillis() < 0 || !spec.byWatermark() || watermark == Operator.NO_WATERMARK) {
      return false;
    }
    long start = partition.time(attempt.start(), spec.timeColumn());
    boolean rowWaits =
        attempt.next() < partition.rows().end() && isWithin(attempt, attempt.next(), partition);
    return watermark - start >= spec.withinMillis() && !rowWaits;
  }

  /** Takes the match of an attempt, if there is one; returns where the next one may start. */
  private long take(Attempt attempt, MatchPartition partition, Output out) {
    MappedRow last = spec.anchoredEnd() ? matcher.foundAtEnd(attempt) : attempt.found();
    if (last == null) {
      endUnmatched(partition, attempt.start(), out);
      return attempt.start() + 1;
    }
    partition.countMatch();
    FoundMatch match = new FoundMatch(partition, spec.pattern(), attempt.start(), last);
    output.add(match, out);
    partition.matchUpTo(attempt.start() + match.length() - 1);
    long next = match.next(spec.skip());
    if (next < 0) {
      metrics.rowError(
          "AFTER MATCH SKIP TO a variable that has no row but the first of the match: " + match);
      return attempt.start() + 1;
    }
    return next;
  }

  /** No match starts with the row; then it is in none unless one before it has it. */
  private void endUnmatched(MatchPartition partition, long row, Output out) {
    if (showsUnmatched && row > partition.lastMatched()) {
      output.addUnmatched(partition, row, out);
    }
  }

  /** Makes the attempts of a partition again that was read from a snapshot. */
  void repeat(MatchPartition partition) {
    for (Attempt attempt : partition.attempts()) {
      while (!attempt.isDecided() && attempt.next() < partition.ready()) {
        read(attempt, partition);
      }
    }
  }

  /** Gives up the rows that nothing can look at any more. */
  void dropRows(MatchPartition partition) {
    long needed = Math.min(firstRow(partition), partition.ready()) - rowsBefore;
    if (needed > partition.rows().first()) {
      partition.dropBefore(needed);
    }
  }

  /** Whether no attempt waits for rows. */
  boolean isIdle(MatchPartition partition) {
    return firstRow(partition) >= partition.rows().end();
  }

  /** The time of the first row of a match that is not decided. */
  long firstTime(MatchPartition partition) {
    return partition.time(firstRow(partition), spec.timeColumn());
  }

  private static long firstRow(MatchPartition partition) {
    return partition.attempts().isEmpty()
        ? partition.nextStart()
        : partition.attempts().peekFirst().start();
  }
}
