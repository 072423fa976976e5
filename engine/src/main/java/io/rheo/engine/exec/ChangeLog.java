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
 * left, and each change costs a constant amount of work on average. Rows that are not taken back
 * keep the marks that they came with. Used by one thread at a time.
 */
final class ChangeLog {
  private static final long NET_FROM = 8 * Batch.TARGET_ROWS;

  private final RowType rowType;
  private final boolean updating;
  private List<TimedBatch> batches = new ArrayList<>();
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

  void add(List<TimedBatch> changes) {
    changes.forEach(this::add);
  }

  void add(TimedBatch batch) {
    if (batch.rows().rowCount() == 0) {
      return;
    }
    batches.add(batch);
    rows += batch.rows().rowCount();
    joinSmall();
    if (updating && rows >= netAt) {
      net();
    }
  }

  /** Sizes at least halve from one small batch to the next: each row is copied few times. */
  private void joinSmall() {
    while (batches.size() > 1) {
      TimedBatch last = batches.get(batches.size() - 1);
      TimedBatch before = batches.get(batches.size() - 2);
      int rowsBefore = before.rows().rowCount();
      boolean isSmall = rowsBefore + last.rows().rowCount() <= Batch.TARGET_ROWS;
      boolean isOneMoment = !last.isMarked() || last.mark() == before.mark();
      if (!isSmall || !isOneMoment || rowsBefore > 2 * last.rows().rowCount()) {
        return;
      }
      batches.remove(batches.size() - 1);
      batches.set(batches.size() - 1, joined(before, last));
    }
  }

  private TimedBatch joined(TimedBatch first, TimedBatch second) {
    BatchBuilder builder = new BatchBuilder(rowType);
    append(first.rows(), builder);
    append(second.rows(), builder);
    return new TimedBatch(builder.build(), first.mark());
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
    batches = netRows();
    rows = batches.stream().mapToLong(batch -> batch.rows().rowCount()).sum();
    netAt = Math.max(NET_FROM, 2 * rows);
  }

  private List<TimedBatch> netRows() {
    Consolidation consolidation = new Consolidation(rowType);
    batches.forEach(batch -> consolidation.add(batch.rows()));
    List<TimedBatch> net = new ArrayList<>();
    consolidation.drain().forEach(batch -> net.add(TimedBatch.unmarked(batch)));
    return net;
  }

  /** The changes so far, in order; what is added later is not in the list. */
  List<TimedBatch> copy() {
    return List.copyOf(batches);
  }

  /** The changes so far, which are forgotten; net, if any was a retraction. */
  List<TimedBatch> drain() {
    boolean retracting = batches.stream().anyMatch(batch -> batch.rows().weights() != null);
    List<TimedBatch> drained = retracting ? netRows() : batches;
    batches = new ArrayList<>();
    rows = 0;
    netAt = NET_FROM;
    return drained;
  }

  /** The rows that these changes leave, each as an insert of its own. */
  static List<Batch> rowsOf(RowType rowType, boolean updating, List<TimedBatch> changes) {
    if (!updating) {
      return changes.stream().map(TimedBatch::rows).toList();
    }
    ChangeLog log = new ChangeLog(rowType, true);
    log.batches = new ArrayList<>(changes);
    List<Batch> rows = new ArrayList<>();
    for (TimedBatch batch : log.drain()) {
      Batch net = batch.rows();
      rows.add(net.weights() == null ? net : single(rowType, net));
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
