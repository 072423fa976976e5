package io.rheo.engine.operator.over;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.operator.aggregate.GroupValues;
import io.rheo.engine.operator.aggregate.Groups;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * The aggregates over one frame, as a group of accumulators for each partition: a row that enters
 * is added, one that leaves is retracted. Over a frame that rows never leave nothing is kept for
 * retractions.
 */
final class FrameAggregates {
  /** These look at the rows that they are given and not at the rest of the batch. */
  private static final Set<String> ROW_BY_ROW = Set.of("COUNT", "SUM", "AVG", "MIN", "MAX");

  private static final int MIN_GONE = 64;
  private static final int GONE = -1; // in the word that belongs to the owner of a group

  private final AggregateLayout layout;
  private final Groups groups;
  private final GroupValues values;
  private final BitSet columns = new BitSet(); // that the calls read
  private final boolean wholeBatches;
  private final int[] rows = new int[1];
  private final int[] bases = new int[1];
  private final long[] key = new long[1];
  private int[] retracted = {}; // weights of -1
  private int generation; // groups have moved since a lower one
  private int gone;

  FrameAggregates(RowType input, List<AggregateCall> calls, boolean growing) {
    layout = new AggregateLayout(1, input, calls, !growing);
    groups = new Groups(layout, 0);
    values = new GroupValues(layout);
    wholeBatches =
        calls.stream()
            .allMatch(call -> ROW_BY_ROW.contains(call.function().name()) && !call.distinct());
    for (AggregateCall call : calls) {
      call.arguments().forEach(columns::set);
      call.order().stream().map(SortKey::column).forEach(columns::set);
      if (call.filter() != AggregateCall.NONE) {
        columns.set(call.filter());
      }
    }
  }

  /** The group of a partition. */
  final class Group extends OverFunction {
    private final long partition;
    private final PartitionRows partitionRows;
    private int base;
    private int baseGeneration = -1;

    Group(long partition, PartitionRows partitionRows) {
      this.partition = partition;
      this.partitionRows = partitionRows;
    }

    @Override
    void enter(long number) {
      update(partitionRows.batch(number), partitionRows.row(number), base(), false);
    }

    @Override
    void leave(long number) {
      update(partitionRows.batch(number), partitionRows.row(number), base(), true);
    }

    private int base() {
      if (baseGeneration != generation) {
        key[0] = partition;
        base = groups.probe(key, 0);
        baseGeneration = generation;
      }
      return base;
    }

    @Override
    boolean append(long current, ColumnBuilder out) {
      throw new IllegalStateException("a group has as many results as calls");
    }

    @Override
    boolean isRebuilt() {
      return false; // the groups are written as a whole
    }

    /** The partition is gone. */
    void drop() {
      int at = base() + layout.linkAt(); // first: of a partition without rows it makes the group
      groups.words()[at] = GONE;
      gone++;
    }
  }

  /** One call over the group of a partition. */
  final class Result extends OverFunction {
    private final Group group;
    private final int call;

    Result(Group group, int call) {
      this.group = group;
      this.call = call;
    }

    @Override
    boolean append(long current, ColumnBuilder out) {
      Column result = values.read(groups, group.base(), call);
      if (result == null) {
        return false;
      }
      out.append(result, 0);
      return true;
    }
  }

  private void update(Batch batch, int row, int base, boolean retract) {
    Batch updated = wholeBatches ? batch : singleRow(batch, row);
    rows[0] = wholeBatches ? row : 0;
    bases[0] = base;
    layout.update(retract ? retraction(updated) : updated, rows, bases, 0, 1, groups);
  }

  /** For functions that encode all rows of what they are given. */
  private Batch singleRow(Batch batch, int row) {
    Column[] single = new Column[batch.columnCount()];
    for (int i = columns.nextSetBit(0); i >= 0; i = columns.nextSetBit(i + 1)) {
      single[i] = batch.column(i).slice(row, row + 1);
    }
    return new Batch(single, 1);
  }

  private Batch retraction(Batch batch) {
    if (retracted.length < batch.rowCount()) {
      retracted = new int[Math.max(Batch.TARGET_ROWS, batch.rowCount())];
      Arrays.fill(retracted, -1);
    }
    return batch.withWeights(retracted);
  }

  /** Regains memory; to be called when a step ends. */
  void endStep() {
    if (gone > MIN_GONE && gone * 2 > groups.size()) {
      int link = layout.linkAt();
      groups.compact((words, base) -> words[base + link] != GONE, (from, to) -> {});
      generation++;
      gone = 0;
    }
    groups.collect();
    layout.collectStrings(List.of(groups));
  }

  void writeTo(StateWriter state) throws IOException {
    layout.writeTo(state);
    groups.writeTo(state);
    state.putInt(gone);
  }

  void readFrom(StateReader state) throws IOException {
    layout.readFrom(state);
    groups.readFrom(state);
    gone = state.getInt();
  }
}
