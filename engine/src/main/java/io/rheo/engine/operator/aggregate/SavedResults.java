package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.Column;
import io.rheo.engine.state.BatchCodec;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The results of groups before they changed in this step, as far as they cannot be read from a copy
 * of the words: an entry for each touched group, in that order. Costs nothing where there is no
 * {@link HandleResult}.
 */
final class SavedResults {
  private final AggregateLayout layout;
  private final List<HandleResult> results;
  private final RowType type;
  private final BatchBuilder builder;
  private final BitSet failed = new BitSet(); // entries that had no result to emit

  SavedResults(AggregateLayout layout) {
    this.layout = layout;
    results = layout.handleResults();
    List<Field> fields = new ArrayList<>();
    for (HandleResult result : results) {
      fields.add(new Field("$" + fields.size(), result.type()));
    }
    type = new RowType(fields);
    builder = new BatchBuilder(type);
  }

  /**
   * Saves the results of touched groups {@code [from, to)} and makes the copies of their words name
   * what was saved.
   */
  void save(Groups groups, int[] touched, long[] copies, int from, int to) {
    if (results.isEmpty() || from == to) {
      return;
    }
    ResultRows rows = new ResultRows(groups, Arrays.copyOfRange(touched, from, to), to - from);
    for (int i = 0; i < results.size(); i++) {
      Column column = results.get(i).read(rows);
      for (int row = 0; row < to - from; row++) {
        builder.column(i).append(column, row);
      }
    }
    for (int i = from; i < to; i++) {
      builder.endRow();
      failed.set(i, rows.errors()[i - from] != null);
      for (Accumulator accumulator : layout.accumulators()) {
        if (accumulator.hasHandle()) {
          copies[i * groups.stride() + accumulator.at] = -1L - i;
        }
      }
    }
  }

  /** The columns of what was saved; {@link #error} holds until {@link #clear}. */
  Column[] take() {
    if (results.isEmpty()) {
      return new Column[0];
    }
    Batch batch = builder.build();
    Column[] columns = new Column[results.size()];
    Arrays.setAll(columns, batch::column);
    return columns;
  }

  /** Why there was no result of an entry to emit; {@code null} if there was one. */
  String error(int entry) {
    return failed.get(entry) ? "it had no result before" : null;
  }

  void clear() {
    failed.clear();
  }

  void writeTo(StateWriter state) throws IOException {
    if (!results.isEmpty()) {
      Batch batch = builder.build();
      new BatchCodec(type).write(batch, state);
      append(batch);
      long[] bits = failed.toLongArray();
      state.putLongs(bits, bits.length);
    }
  }

  void readFrom(StateReader state) throws IOException {
    if (!results.isEmpty()) {
      append(new BatchCodec(type).read(state));
      failed.clear();
      failed.or(BitSet.valueOf(state.getLongs()));
    }
  }

  private void append(Batch batch) {
    for (int row = 0; row < batch.rowCount(); row++) {
      builder.appendRow(batch, row);
    }
  }
}
