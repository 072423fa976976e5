package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.plan.LeadingPairs;
import io.rheo.engine.plan.RegularJoin;
import io.rheo.engine.type.DataType;
import java.util.Arrays;

/**
 * What the pairs of each key have for the greatest (or least) value so far, or NULL if it is wanted
 * before all, where others are not wanted: a row that is behind it is in no wanted pair, whatever
 * comes.
 */
final class KeyLeaders {
  private final LeadingPairs plan;
  private final int column; // of the left's columns followed by the right's
  private final JoinKeyTable keys;
  private final ExtremeWords ofRows;
  private final ExtremeWords ofPairs;
  private long[] values; // of the batch; null: it is of the other side
  private int[] kept = {};

  KeyLeaders(RegularJoin join, LeadingPairs plan, JoinKeyTable keys) {
    this.plan = plan;
    this.keys = keys;
    column = plan.side() * join.leftColumns() + plan.column();
    DataType type = join.inputs().get(plan.side()).rowType().type(plan.column());
    ofRows = new ExtremeWords(type, plan.greatest(), plan.nullsFirst());
    ofPairs = new ExtremeWords(type, plan.greatest(), plan.nullsFirst());
  }

  /** The column of the value, among the left's columns followed by the right's. */
  int column() {
    return column;
  }

  /** Says which batch {@link #isBehind} is about. */
  void look(int side, Batch batch) {
    values = side == plan.side() ? ofRows.of(batch.column(plan.column()), batch.rowCount()) : null;
  }

  /** Whether a row of the batch is in no wanted pair. */
  boolean isBehind(int row, int keyBase) {
    return values != null && keyBase >= 0 && values[row] < keys.leader(keyBase);
  }

  /** The rows of the batch that may be in a wanted pair; {@code null} if all may. */
  int[] ahead(Batch batch, int[] keyBases) {
    int rowCount = batch.rowCount();
    int count = 0;
    reserve(rowCount);
    for (int row = 0; row < rowCount; row++) {
      kept[count] = row;
      count += isBehind(row, keyBases[row]) ? 0 : 1;
    }
    return count == rowCount ? null : Arrays.copyOf(kept, count);
  }

  private void reserve(int count) {
    kept = kept.length < count ? new int[Math.max(count, Batch.TARGET_ROWS)] : kept;
  }

  /**
   * Takes note of pairs that the join gives; returns those of them that may be wanted.
   *
   * @param values of each pair the value
   * @param keyBases the keys of the rows of a batch
   * @param rows of each pair the row of the batch
   */
  int[] lead(Column values, int[] keyBases, int[] rows, int pairCount) {
    long[] words = ofPairs.of(values, pairCount);
    for (int i = 0; i < pairCount; i++) {
      keys.lead(keyBases[rows[i]], words[i]);
    }
    int count = 0;
    reserve(pairCount);
    for (int i = 0; i < pairCount; i++) {
      kept[count] = i;
      count += words[i] < keys.leader(keyBases[rows[i]]) ? 0 : 1;
    }
    return Arrays.copyOf(kept, count);
  }
}
