package io.rheo.engine.operator.changelog;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Nets the rows of a changelog: equal rows become one with the sum of their weights, rows of weight
 * 0 vanish. The rest keeps the order in which its rows first came. State: every distinct row.
 */
public final class Consolidation {
  private static final int COMPACT_FROM = 4096;

  private final KeyEncoder encoder;
  private final GroupTable rows;
  private final int weightAt;
  private int compactAt = COMPACT_FROM;
  private int[] all = {};
  private int[] bases = {};

  public Consolidation(RowType rowType) {
    encoder = new KeyEncoder(rowType, IntStream.range(0, rowType.size()).boxed().toList());
    rows = new GroupTable(encoder.width(), new long[1], 0);
    weightAt = encoder.width();
  }

  public void add(Batch batch) {
    int count = batch.rowCount();
    if (count > all.length) {
      all = IntStream.range(0, count).toArray();
      bases = new int[count];
    }
    rows.probe(encoder.encode(batch), all, 0, count, bases);
    for (int i = 0; i < count; i++) {
      rows.rows()[bases[i] + weightAt] += batch.weight(i);
    }
    if (rows.size() >= compactAt) {
      compact();
    }
  }

  private void compact() {
    rows.compact((words, base) -> words[base + weightAt] != 0, (from, to) -> {});
    compactAt = Math.max(COMPACT_FROM, 2 * rows.size());
    if (encoder.wantsCollection()) {
      encoder.mark(rows);
      encoder.sweep();
    }
  }

  /** The net rows so far; weights are given where any is not +1. */
  public List<Batch> batches() {
    List<Batch> batches = new ArrayList<>();
    int[] chunk = new int[Batch.TARGET_ROWS];
    int count = 0;
    for (int base = 0; base < rows.used(); base += rows.stride()) {
      if (rows.rows()[base + weightAt] != 0) {
        chunk[count++] = base;
      }
      if (count == chunk.length) {
        batches.add(batch(chunk, count));
        count = 0;
      }
    }
    if (count > 0) {
      batches.add(batch(chunk, count));
    }
    return batches;
  }

  /** The net rows so far, which are forgotten. */
  public List<Batch> drain() {
    List<Batch> net = batches();
    rows.clear();
    compactAt = COMPACT_FROM;
    if (encoder.wantsCollection()) {
      encoder.sweep();
    }
    return net;
  }

  private Batch batch(int[] chunk, int count) {
    Column[] columns = new Column[encoder.columnCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = encoder.decode(i, rows.rows(), chunk, count);
    }
    int[] weights = new int[count];
    boolean insertsOnly = true;
    for (int i = 0; i < count; i++) {
      weights[i] = Math.toIntExact(rows.rows()[chunk[i] + weightAt]);
      insertsOnly &= weights[i] == 1;
    }
    return new Batch(columns, count, insertsOnly ? null : weights);
  }
}
