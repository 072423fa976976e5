package io.rheo.server.avatica;

import io.rheo.engine.column.Batch;
import io.rheo.engine.type.RowType;
import io.rheo.jdbc.ColumnForm;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * Batches as blocks of columns, for clients that asked for {@link
 * io.rheo.jdbc.Protocol#COLUMN_BLOCKS}: no object is made for a row or a value.
 */
final class BlockEncoder implements FrameEncoder {
  private final RowType type;
  private final boolean updating;
  private final boolean upsert;
  private final ZoneId zone;
  private Batch batch;
  private ChangeRows changes;
  private int next;
  private int count;

  /**
   * @param upsert leave out {@code -U}
   * @param zone of a TIMESTAMP_LTZ inside of a text
   */
  BlockEncoder(RowType type, boolean updating, boolean upsert, ZoneId zone) {
    this.type = type;
    this.updating = updating;
    this.upsert = upsert;
    this.zone = zone;
  }

  @Override
  public void start(Batch newBatch) {
    batch = newBatch;
    changes = updating ? ChangeRows.of(newBatch, upsert) : null;
    count = updating ? changes.count() : newBatch.rowCount();
    next = 0;
  }

  @Override
  public boolean hasMore() {
    return next < count;
  }

  @Override
  public void take(int rowsMax, FrameRows frame) {
    int end = Math.min(count, next + rowsMax);
    int rowCount = end - next;
    if (rowCount > 0) {
      int columnCount = type.size() + (updating ? 1 : 0);
      BlockWriter writer = new BlockWriter(rowCount, columnCount, zone);
      if (updating) {
        writer.entries(ColumnForm.CHANGE, Arrays.copyOfRange(changes.kinds(), next, end));
      }
      Batch rows = rows(end);
      for (int i = 0; i < type.size(); i++) {
        writer.column(rows.column(i), type.type(i), rowCount);
      }
      frame.add(new Block(writer.finish(), columnCount == 1), rowCount);
      next = end;
    }
    if (!hasMore()) {
      batch = null;
      changes = null;
    }
  }

  private Batch rows(int end) {
    return updating
        ? batch.gather(Arrays.copyOfRange(changes.rows(), next, end), end - next)
        : batch.slice(next, end);
  }
}
