package io.rheo.engine.exec;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.operator.changelog.Consolidation;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes that are kept, as the batches that they came in: cheap to add to, and cheap to copy,
 * because nothing but references is. Small batches are joined with their neighbours. What cancels
 * out is dropped whenever the log has doubled; so it holds at most about twice the rows that are
 * left, and each change costs a constant amount of work on average. Used by one thread at a time.
 */
final class ChangeLog {
  private static final long NET_FROM = 8 * Batch.TARGET_ROWS;

  private final RowType rowType;
  private final boolean updating;
  private List<Batch> batches = new ArrayList<>();
  private long rows;
  private long netAt = NET_FROM;

  /**
   * @param updating whether rows can be retracted
   */
  ChangeLog(RowType rowType, boolean updating) {
    this.rowType = rowType;
    this.updating = updating;
  }

  boolean isEmpty() {
    return batches.isEmpty();
  }

  void add(List<Batch> changes) {
    changes.forEach(this::add);
  }

  void add(Batch batch) {
    if (batch.rowCount() == 0) {
      return;
    }
    batches.add(batch);
    rows += batch.rowCount();
    joinSmall();
    if (updating && rows >= netAt) {
      net();
    }
  }

  /** Sizes at least halve from one small batch to the next: each row is copied few times. */
  private void joinSmall() {
    while (batches.size() > 1) {
      Batch last = batches.get(batches.size() - 1);
      Batch before = batches.get(batches.size() - 2);
      boolean isSmall = before.rowCount() + last.rowCount() <= Batch.TARGET_ROWS;
      if (!isSmall || before.rowCount() > 2 * last.rowCount()) {
        return;
      }
      batches.remove(batches.size() - 1);
      batches.set(batches.size() - 1, joined(before, last));
    }
  }

  private Batch joined(Batch first, Batch second) {
    BatchBuilder builder = new BatchBuilder(rowType);
    append(first, builder);
    append(second, builder);
    return builder.build();
  }

  private static void append(Batch batch, BatchBuilder builder) {
    for (int row = 0; row < batch.rowCount(); row++) {
      for (int column = 0; column < batch.columnCount(); column++) {
        builder.column(column).append(batch.column(column), row);
      }
      builder.endRow(batch.weight(row));
    }
  }

  private void net() {
    batches = new ArrayList<>(netRows());
    rows = batches.stream().mapToLong(Batch::rowCount).sum();
    netAt = Math.max(NET_FROM, 2 * rows);
  }

  private List<Batch> netRows() {
    Consolidation consolidation = new Consolidation(rowType);
    batches.forEach(consolidation::add);
    return consolidation.drain();
  }

  /** The changes so far, in order; what is added later is not in the list. */
  List<Batch> copy() {
    return List.copyOf(batches);
  }

  /** The changes so far, which are forgotten; net, if any was a retraction. */
  List<Batch> drain() {
    boolean retracting = batches.stream().anyMatch(batch -> batch.weights() != null);
    List<Batch> drained = retracting ? netRows() : batches;
    batches = new ArrayList<>();
    rows = 0;
    netAt = NET_FROM;
    return drained;
  }

  /** The rows that these changes leave, each as an insert of its own. */
  static List<Batch> rowsOf(RowType rowType, boolean updating, List<Batch> changes) {
    if (!updating) {
      return changes;
    }
    ChangeLog log = new ChangeLog(rowType, true);
    log.batches = new ArrayList<>(changes);
    List<Batch> rows = new ArrayList<>();
    for (Batch batch : log.drain()) {
      rows.add(batch.weights() == null ? batch : single(rowType, batch));
    }
    return rows;
  }

  private static Batch single(RowType rowType, Batch batch) {
    BatchBuilder builder = new BatchBuilder(rowType);
    for (int row = 0; row < batch.rowCount(); row++) {
      for (int copy = 0; copy < batch.weight(row); copy++) {
        for (int column = 0; column < batch.columnCount(); column++) {
          builder.column(column).append(batch.column(column), row);
        }
        builder.endRow(1);
      }
    }
    return builder.build();
  }
}
