package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.type.RowType;
import java.util.Arrays;
import java.util.List;

/**
 * The inputs with DISTINCT of the same arguments, whatever their filters: one look at a value tells
 * which of them have it already. Has scratch memory; the values are in {@link DistinctValues}.
 */
final class DistinctInputs {
  private final int index;
  private final List<AggregateInput> inputs;
  private final boolean counted;
  private final KeyEncoder encoder;
  private final Selection[] first; // of each input, the rows that change which values it has
  private int[] wanted = new int[0];
  private long[] hashes = new long[0];

  /**
   * @param index which of the {@link DistinctValues} of {@link Groups} are theirs
   * @param inputs with the same arguments, at most {@link DistinctTable#MAX_INPUTS}
   * @param counted whether rows may be taken back
   */
  DistinctInputs(int index, List<AggregateInput> inputs, RowType input, boolean counted) {
    this.index = index;
    this.inputs = List.copyOf(inputs);
    this.counted = counted;
    encoder = new KeyEncoder(input, inputs.get(0).key().arguments());
    first = new Selection[inputs.size()];
    Arrays.setAll(first, i -> new Selection());
  }

  KeyEncoder encoder() {
    return encoder;
  }

  int count() {
    return inputs.size();
  }

  boolean counted() {
    return counted;
  }

  /** Updates the groups; with {@code invertibleOnly} just those accumulators. */
  void update(Batch batch, Selection all, Groups groups, boolean invertibleOnly) {
    reserve(all.count());
    Arrays.fill(wanted, 0, all.count(), 0);
    for (int i = 0; i < first.length; i++) {
      inputs.get(i).mark(batch, all, wanted, 1 << i);
      first[i].clear(counted && all.weights() != null, all.count());
    }
    DistinctValues values = groups.distinct(index);
    if (counted) {
      values.count(batch, all, wanted, first);
    } else {
      values.add(batch, all, wanted, hashes, first);
    }
    for (int i = 0; i < first.length; i++) {
      inputs.get(i).accumulate(batch, first[i], groups, invertibleOnly);
    }
  }

  private void reserve(int count) {
    if (wanted.length < count) {
      wanted = new int[Math.max(Batch.TARGET_ROWS, count)];
      hashes = new long[counted ? 0 : wanted.length];
    }
  }
}
