package io.rheo.engine.connector.stored;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.plan.ChangelogMode;
import java.util.function.LongSupplier;

/**
 * Reads a stored table from its first row, as a stream of its insertions; with a primary key each
 * replaces the row of the same key.
 *
 * @param columns the columns wanted, as indexes into the table's
 * @param bounded whether to end with the rows that are there when the source is opened
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never a key
public record StoredSource(
    StoredTable table, int[] columns, boolean bounded, ChangelogMode changelogMode)
    implements Source {
  private static final int SPLIT = 0;

  @Override
  public SourceReader open(SourceEnvironment environment) {
    return new Reader(bounded ? table.size() : Integer.MAX_VALUE, environment.lastInsertion());
  }

  private final class Reader implements SourceReader {
    private final int end;
    private final LongSupplier lastInsertion;
    private int position;
    private boolean started;

    Reader(int end, LongSupplier lastInsertion) {
      this.end = end;
      this.lastInsertion = lastInsertion;
    }

    @Override
    public Status poll(long waitNanos, SourceOutput out) throws InterruptedException {
      if (!started) {
        started = true;
        out.splitAdded(SPLIT, "0");
      }
      if (position >= end) {
        out.splitFinished(SPLIT);
        return Status.FINISHED;
      }
      var batches = table.read(position, end, lastInsertion.getAsLong(), waitNanos);
      for (Batch batch : batches) {
        out.rows(SPLIT, batch.select(columns));
      }
      position += batches.size();
      if (batches.isEmpty()) {
        out.splitCaughtUp(SPLIT);
        return Status.IDLE;
      }
      return Status.MORE;
    }

    @Override
    public void close() {} // holds nothing
  }
}
