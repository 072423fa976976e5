package io.rheo.engine.exec.output;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.exec.graph.StepNode;
import io.rheo.engine.operator.Output;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The changes of a step as upserts by key, for a sink that keeps one row of each: the last row with
 * the key, or with weight -1 the row that is gone. Keys come in the order in which they were first
 * touched. Its input is net: a key with any insert has a row.
 */
public final class StepUpserts implements StepNode, Output {
  private final KeyEncoder keys;
  private final GroupTable lastRows; // key, then the last row: its number + 1, or - that if gone
  private final int rowAt;
  private final BatchBuilder upserts;
  private final Output reader;
  private final List<Batch> pending = new ArrayList<>();
  private int[] all = {};
  private int[] bases = {};

  /**
   * Before a reader of the rows.
   *
   * @param key the columns of the key
   */
  public StepUpserts(RowType rowType, List<Integer> key, Output reader) {
    keys = new KeyEncoder(rowType, key);
    lastRows = new GroupTable(keys.width(), new long[1], 0);
    rowAt = keys.width();
    upserts = new BatchBuilder(rowType);
    this.reader = reader;
  }

  @Override
  public void batch(Batch batch) {
    if (batch.rowCount() > 0) {
      pending.add(batch);
    }
  }

  @Override
  public void watermark(long watermark) {
    reader.watermark(watermark);
  }

  @Override
  public void endStep() {
    if (pending.isEmpty()) {
      return;
    }
    int[] firstRows = new int[pending.size() + 1];
    for (int i = 0; i < pending.size(); i++) {
      firstRows[i + 1] = firstRows[i] + pending.get(i).rowCount();
      note(pending.get(i), firstRows[i]);
    }
    for (int base = 0; base < lastRows.used(); base += lastRows.stride()) {
      append(lastRows.rows()[base + rowAt], firstRows);
      if (upserts.isFull()) {
        reader.batch(upserts.build());
      }
    }
    reader.batch(upserts.build());
    pending.clear();
    lastRows.clear();
    if (keys.wantsCollection()) {
      keys.sweep();
    }
  }

  private void note(Batch batch, int firstRow) {
    int count = batch.rowCount();
    if (count > all.length) {
      all = IntStream.range(0, count).toArray();
      bases = new int[count];
    }
    lastRows.probe(keys.encode(batch), all, 0, count, bases);
    for (int row = 0; row < count; row++) {
      int number = firstRow + row + 1;
      int at = bases[row] + rowAt;
      if (batch.weight(row) > 0) {
        lastRows.rows()[at] = number;
      } else if (lastRows.rows()[at] <= 0) {
        lastRows.rows()[at] = -number;
      }
    }
  }

  private void append(long signedNumber, int[] firstRows) {
    int row = (int) Math.abs(signedNumber) - 1;
    int found = java.util.Arrays.binarySearch(firstRows, row);
    int index = found >= 0 ? found : -found - 2;
    Batch batch = pending.get(index);
    for (int i = 0; i < batch.columnCount(); i++) {
      upserts.column(i).append(batch.column(i), row - firstRows[index]);
    }
    upserts.endRow(signedNumber > 0 ? 1 : -1);
  }
}
