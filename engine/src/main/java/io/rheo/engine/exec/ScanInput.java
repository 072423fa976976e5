package io.rheo.engine.exec;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.exec.graph.CutRules;
import io.rheo.engine.metric.Counter;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.TimeWindow;
import java.time.Clock;
import java.util.List;

/**
 * The rows of a table on their way into the dataflow: keeps the watermark of every split and of the
 * table, and sees to it that each row is judged by the rows before it.
 *
 * <p>The watermark may rise at any row. Rows that are not behind it cannot tell whether it was
 * announced before or after them; so a batch is cut only before a row that is behind, and only if
 * some window's end lies between the watermark announced and the one that the row should meet. An
 * operator may need more cuts: {@link CutRules}.
 */
final class ScanInput implements SourceOutput {
  private final ScanTiming timing; // null: the table has no watermark
  private final SplitWatermarks splits;
  private PaneEdges edges;
  private CutRules rules;
  private final Clock clock;
  private final Output out;
  private final Counter rowsIn = new Counter();
  private long announced = OneInputOperator.NO_WATERMARK;
  private long nextClosing;
  private long passedBy = OneInputOperator.NO_WATERMARK;

  /**
   * @param timing {@code null} if the table has no watermark
   * @param rules where else batches are cut
   */
  ScanInput(
      ScanTiming timing,
      SplitWatermarks splits,
      PaneEdges edges,
      CutRules rules,
      Clock clock,
      Output out) {
    this.timing = timing;
    this.splits = splits;
    this.edges = edges;
    this.rules = rules;
    this.clock = clock;
    this.out = out;
    nextClosing = edges.nextClosing(announced);
  }

  Counter rowsIn() {
    return rowsIn;
  }

  /** Whether the rows have a watermark. */
  boolean hasTime() {
    return timing != null || passedBy > OneInputOperator.NO_WATERMARK;
  }

  /** The watermark announced to the dataflow. */
  long watermark() {
    return Math.max(announced, passedBy);
  }

  /** Its reader has announced a watermark to the dataflow itself. */
  void passedBy(long watermark) {
    passedBy = Math.max(passedBy, watermark);
  }

  @Override
  public void splitAdded(int split, String name) {
    splits.add(split);
  }

  @Override
  public void splitCaughtUp(int split) {
    splits.caughtUp(split, clock.millis());
  }

  @Override
  public void splitBehind(int split) {
    splits.behind(split);
  }

  @Override
  public void splitFinished(int split) {
    splits.finish(split);
    announce(splits.merged());
  }

  @Override
  public long watermark(int split) {
    return splits.of(split);
  }

  /** Looks for idle splits; to be called between steps. */
  void onClock() {
    if (timing != null && announced != OneInputOperator.END_OF_INPUT) {
      splits.onClock(clock.millis());
      announce(splits.merged());
    }
  }

  /** Cuts batches for more operators; to be called between steps. */
  void cutFor(List<TimeWindow> windows, CutRules moreRules) {
    edges = edges.and(windows);
    rules = rules.or(moreRules);
    nextClosing = edges.nextClosing(announced);
  }

  /** Nothing was read for a while, which says nothing about the splits. */
  void resume() {
    splits.allBehind();
  }

  /** There will be no more rows. */
  void end() {
    splits.end();
    announce(OneInputOperator.END_OF_INPUT);
  }

  @Override
  public void rows(int split, Batch batch) {
    rowsIn.add(batch.rowCount());
    if (timing == null) {
      out.batch(batch);
      return;
    }
    Batch rows = timing.take(batch);
    long splitWatermark = Math.max(splits.of(split), timing.greatestWatermark(rows.rowCount()));
    long others = splits.leastOfOthers(split);
    if (mayMeetClosedWindow(Math.max(splits.merged(), Math.min(splitWatermark, others)))) {
      emitInParts(rows, splits.of(split), others);
    } else {
      out.batch(rows);
    }
    splits.advance(split, splitWatermark);
    announce(splits.merged());
  }

  private boolean mayMeetClosedWindow(long watermark) {
    return watermark > announced && (rules.exactRows() || watermark >= nextClosing);
  }

  private void emitInParts(Batch rows, long splitWatermark, long others) {
    long reached = splitWatermark;
    long merged = Math.max(splits.merged(), Math.min(reached, others));
    // A row at the very end of a session would join it if the session were still open.
    long slack = rules.exactRows() ? 1 : 0;
    int from = 0;
    for (int row = 0; row < rows.rowCount(); row++) {
      boolean behind =
          rules.everyClosing() || (timing.time(row) - slack <= merged && timing.hasTime(row));
      if (behind && mayMeetClosedWindow(merged)) {
        emit(rows, from, row);
        from = row;
        announce(merged);
      }
      reached = Math.max(reached, timing.watermark(row));
      merged = Math.max(merged, Math.min(reached, others));
    }
    emit(rows, from, rows.rowCount());
  }

  private void emit(Batch rows, int from, int to) {
    if (to > from) {
      out.batch(rows.slice(from, to));
    }
  }

  private void announce(long watermark) {
    if (watermark > announced) {
      announced = watermark;
      nextClosing = edges.nextClosing(watermark);
      out.watermark(watermark);
    }
  }
}
