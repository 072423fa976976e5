package io.rheo.engine.exec;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.operator.OneInputOperator;
import java.util.stream.IntStream;

/** Tells of each row of a batch its time, and what it lets the watermark of its split rise to. */
final class ScanTiming {
  private final BatchStage stage; // null: the rows have their times
  private final int[] rowColumns; // of what the stage gives; null as the stage is
  private final int timeColumn;
  private final int watermarkColumn;
  private final long delayMillis;
  private LongColumn times; // of the rows taken last
  private LongColumn watermarks; // the same, before the delay

  /** Computes, for a batch, the same rows with columns appended; may leave out rows that fail. */
  interface BatchStage {
    Batch apply(Batch batch);
  }

  private ScanTiming(
      BatchStage stage, int[] rowColumns, int timeColumn, int watermarkColumn, long delayMillis) {
    this.stage = stage;
    this.rowColumns = rowColumns;
    this.timeColumn = timeColumn;
    this.watermarkColumn = watermarkColumn;
    this.delayMillis = delayMillis;
  }

  /** The watermark of a row is behind its time, which is a column that rows have. */
  static ScanTiming ofColumn(int timeColumn, long delayMillis) {
    return new ScanTiming(null, null, timeColumn, timeColumn, delayMillis);
  }

  /**
   * The watermark of a row is behind its time, which has to be computed.
   *
   * @param columns how many a row has
   * @param stage appends the time
   */
  static ScanTiming computed(int columns, long delayMillis, BatchStage stage) {
    return new ScanTiming(stage, first(columns), columns, columns, delayMillis);
  }

  /**
   * Time and watermark of a row are computed each.
   *
   * @param columns how many a row has
   * @param stage appends the watermark, then the time
   */
  static ScanTiming computed(int columns, BatchStage stage) {
    return new ScanTiming(stage, first(columns), columns + 1, columns, 0);
  }

  private static int[] first(int columns) {
    return IntStream.range(0, columns).toArray();
  }

  /** The rows to hand on; what the other methods tell is about them. */
  Batch take(Batch batch) {
    Batch timed = stage == null ? batch : stage.apply(batch);
    times = (LongColumn) timed.column(timeColumn);
    watermarks = (LongColumn) timed.column(watermarkColumn);
    return stage == null ? timed : timed.select(rowColumns);
  }

  boolean hasTime(int row) {
    return Validity.isSet(times.validity(), row);
  }

  /** The time of a row; 0 if it has none. */
  long time(int row) {
    return times.values()[row];
  }

  /** What a row lets the watermark rise to. */
  long watermark(int row) {
    return Validity.isSet(watermarks.validity(), row)
        ? delayed(watermarks.values()[row])
        : OneInputOperator.NO_WATERMARK;
  }

  /** What the first {@code count} rows let the watermark rise to. */
  long greatestWatermark(int count) {
    long greatest = Long.MIN_VALUE;
    long[] values = watermarks.values();
    long[] validity = watermarks.validity();
    if (validity == null) {
      for (int i = 0; i < count; i++) {
        greatest = Math.max(greatest, values[i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        if (Validity.isSet(validity, i)) {
          greatest = Math.max(greatest, values[i]);
        }
      }
    }
    return delayed(greatest);
  }

  private long delayed(long time) {
    return time < Long.MIN_VALUE + delayMillis ? OneInputOperator.NO_WATERMARK : time - delayMillis;
  }
}
