package io.rheo.engine.slt;

import io.rheo.engine.ResultCursor;
import io.rheo.engine.column.Batch;
import io.rheo.engine.slt.Changelog.Change;
import java.util.ArrayList;
import java.util.List;

/** A query at work, and what it has emitted. */
final class RunningQuery implements AutoCloseable {
  private final ResultCursor cursor;
  private final List<Change> changes = new ArrayList<>();

  RunningQuery(ResultCursor cursor) {
    this.cursor = cursor;
  }

  /** Everything that is there to read, and what was read before. */
  Changelog soFar() throws InterruptedException {
    Batch batch = cursor.poll(0);
    while (batch != null) {
      Changelog.read(cursor.rowType(), batch, changes);
      batch = cursor.poll(0);
    }
    return new Changelog(cursor.rowType(), changes);
  }

  /** Whether it has ended and everything was read. */
  boolean isFinished() {
    return cursor.isFinished();
  }

  @Override
  public void close() {
    cursor.close();
  }
}
