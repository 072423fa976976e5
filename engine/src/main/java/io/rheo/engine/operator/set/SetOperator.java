package io.rheo.engine.operator.set;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.SetRule;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code INTERSECT [ALL]} and {@code EXCEPT [ALL]}.
 *
 * <p>Inputs: changelogs of the same columns. Output: a changelog of them; at the end of each step
 * the net change of every row that the step touched, in the order in which it first did; what is
 * inserted n times is n rows. Two rows are the same if their columns are; NULL is the same as NULL.
 *
 * <p>State: for each distinct row how often each input has it. A row that no input has any more is
 * forgotten. A row takes constant time.
 */
public final class SetOperator implements MultiInputOperator, KeyedState {
  private static final int MIN_GONE = 64;

  private final SetRule rule;
  private final int inputs;
  private final KeyEncoder encoder;
  private final GroupTable rows;
  private final int countsAt;
  private final Changes changes = new Changes();
  private final int touchedAt; // whether the row was touched in this step
  private int[] allRows = {};
  private int[] bases = {};
  private int[] touched = new int[16];
  private long[] before = new long[16]; // how often the touched rows were in the result
  private int touchedCount;
  private int gone; // how often a row went since the last compaction

  public SetOperator(PhysicalNode.SetOperation plan) {
    rule = plan.rule();
    inputs = plan.inputs().size();
    RowType rowType = commonType(plan);
    encoder = new KeyEncoder(rowType, IntStream.range(0, rowType.size()).boxed().toList());
    rows = new GroupTable(encoder.width(), new long[inputs + 1], 0);
    countsAt = encoder.width();
    touchedAt = countsAt + inputs;
  }

  /** A column may be NULL if it may in any input, also where the result's cannot. */
  public static RowType commonType(PhysicalNode.SetOperation plan) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < plan.rowType().size(); i++) {
      int column = i;
      Field field = plan.rowType().fields().get(i);
      boolean nullable =
          plan.inputs().stream().anyMatch(input -> input.rowType().type(column).nullable());
      fields.add(new Field(field.name(), field.type().withNullable(nullable)));
    }
    return new RowType(fields);
  }

  @Override
  public void onBatch(int input, Batch batch, Output out) {
    int count = batch.rowCount();
    if (count > allRows.length) {
      allRows = IntStream.range(0, count).toArray();
      bases = new int[count];
    }
    rows.probe(encoder.encode(batch), allRows, 0, count, bases);
    long[] words = rows.rows();
    for (int row = 0; row < count; row++) {
      int base = bases[row];
      if (words[base + touchedAt] == 0) {
        touch(base);
      }
      words[base + countsAt + input] += batch.weight(row);
    }
  }

  private void touch(int base) {
    if (touchedCount == touched.length) {
      touched = Arrays.copyOf(touched, 2 * touchedCount);
      before = Arrays.copyOf(before, 2 * touchedCount);
    }
    touched[touchedCount] = base;
    before[touchedCount] = rule.count(rows.rows(), base + countsAt, inputs);
    touchedCount++;
    rows.rows()[base + touchedAt] = 1;
  }

  @Override
  public void onStepEnd(Output out) {
    long[] words = rows.rows();
    for (int i = 0; i < touchedCount; i++) {
      int base = touched[i];
      words[base + touchedAt] = 0;
      gone += isGone(words, base) ? 1 : 0;
      long change = rule.count(words, base + countsAt, inputs) - before[i];
      // What adds rows only must look so: each is an insert of its own.
      for (long copy = 0; copy < change; copy++) {
        changes.add(base, 1, out);
      }
      if (change < 0) {
        changes.add(base, Math.toIntExact(change), out);
      }
    }
    changes.flush(out);
    touchedCount = 0;
    collect();
  }

  private boolean isGone(long[] words, int base) {
    for (int i = 0; i < inputs; i++) {
      if (words[base + countsAt + i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** The changes of a step, handed on a batch at a time. */
  private final class Changes {
    private final int[] changed = new int[Batch.TARGET_ROWS];
    private final int[] weights = new int[Batch.TARGET_ROWS];
    private int count;

    void add(int base, int weight, Output out) {
      changed[count] = base;
      weights[count++] = weight;
      if (count == changed.length) {
        flush(out);
      }
    }

    void flush(Output out) {
      if (count > 0) {
        out.batch(batch(changed, weights, count));
        count = 0;
      }
    }
  }

  private Batch batch(int[] changed, int[] weights, int count) {
    Column[] columns = new Column[encoder.columnCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = encoder.decode(i, rows.rows(), changed, count);
    }
    boolean insertsOnly = Arrays.stream(weights, 0, count).allMatch(weight -> weight == 1);
    return new Batch(columns, count, insertsOnly ? null : Arrays.copyOf(weights, count));
  }

  /** Drops the rows that no input has once they may be half of all, and their strings. */
  private void collect() {
    if (gone > MIN_GONE && gone * 2 > rows.size()) {
      rows.compact((words, base) -> !isGone(words, base), (from, to) -> {});
      gone = 0;
    }
    if (encoder.wantsCollection()) {
      encoder.mark(rows);
      encoder.sweep();
    }
  }

  @Override
  public BitSet forget(Batch keys) {
    long[] words = encoder.encode(keys);
    for (int i = 0; i < keys.rowCount(); i++) {
      int base = rows.find(words, i * encoder.width());
      if (base >= 0) {
        Arrays.fill(rows.rows(), base + countsAt, base + countsAt + inputs, 0);
        gone++;
      }
    }
    return new BitSet();
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    encoder.writeTo(state);
    rows.writeTo(state);
    state.putInt(gone);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    encoder.readFrom(state);
    rows.readFrom(state);
    gone = state.getInt();
  }
}
