package io.rheo.engine.connector.datagen;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Makes rows up, as many as are due by the clock. All of them are one split. */
final class DatagenReader implements SourceReader {
  private static final int SPLIT = 0;

  private final DatagenSource source;
  private final Clock clock;
  private final List<Integer> columns; // of the table, that are wanted
  private final SplittableRandom[] randoms; // one a column: values do not depend on other columns
  private final BatchBuilder rows;
  private final long rowLimit;
  private long rowCount;
  private long startMillis;
  private boolean started;
  private boolean caughtUp;

  DatagenReader(DatagenSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
    columns = source.request().physical();
    rowLimit = source.rowLimit().orElse(Long.MAX_VALUE);
    rows = new BatchBuilder(source.request().rowType());
    long seed = source.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong());
    randoms = new SplittableRandom[columns.size()];
    for (int i = 0; i < randoms.length; i++) {
      randoms[i] = new SplittableRandom(seed * 31 + columns.get(i));
    }
  }

  @Override
  public Status poll(long waitNanos, SourceOutput out) throws InterruptedException {
    if (!started) {
      started = true;
      startMillis = clock.millis();
      out.splitAdded(SPLIT, "datagen");
    }
    long due = Math.min(dueRows(), rowLimit);
    if (rowCount < due) {
      caughtUp = false;
      out.rows(SPLIT, batch((int) Math.min(due - rowCount, Batch.TARGET_ROWS)));
    }
    if (rowCount == rowLimit) {
      out.splitFinished(SPLIT);
      return Status.FINISHED;
    }
    if (rowCount < due) {
      return Status.MORE;
    }
    if (!caughtUp) {
      caughtUp = true;
      out.splitCaughtUp(SPLIT);
    }
    TimeUnit.NANOSECONDS.sleep(Math.min(waitNanos, nanosToNextRow()));
    return Status.IDLE;
  }

  /** The first row is due at once, the next after one {@code rowsPerSecond}-th of a second. */
  private long dueRows() {
    double elapsedSeconds = (clock.millis() - startMillis) / 1e3;
    return 1 + (long) (elapsedSeconds * source.rowsPerSecond());
  }

  private long nanosToNextRow() {
    double dueSeconds = (double) rowCount / source.rowsPerSecond();
    double elapsedSeconds = (clock.millis() - startMillis) / 1e3;
    return Math.max(0, (long) ((dueSeconds - elapsedSeconds) * 1e9));
  }

  private Batch batch(int count) {
    long nowMillis = clock.millis();
    for (int i = 0; i < columns.size(); i++) {
      Generator generator = source.generators().get(columns.get(i));
      for (int row = 0; row < count; row++) {
        generator.append(randoms[i], rowCount + row, nowMillis, rows.column(i));
      }
    }
    for (int row = 0; row < count; row++) {
      rows.endRow();
    }
    rowCount += count;
    return rows.build();
  }

  @Override
  public void close() {}
}
