package io.rheo.engine.operator.changelog;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Chooses one row of each key for a table that keeps one, where the query may have several: the one
 * that was inserted last of those that are there. When it is taken back the one before it counts
 * again.
 *
 * <p>Input: any changelog. Output: the same columns; at the end of each step, for every key whose
 * row is another one than before, the old row with weight -1 and the new one with +1. An insert of
 * a row that is there already makes it the last one.
 *
 * <p>State: every distinct row, in a list for each key; a row costs two look-ups.
 */
public final class UpsertMaterializeOperator implements OneInputOperator, KeyedState {
  private static final int MIN_GONE = 64;
  private static final int NONE = 0; // a link is a base + 1

  private final KeyEncoder keyEncoder;
  private final KeyEncoder rowEncoder;
  private final GroupTable keys; // key, link to the last row, number among the touched
  private final GroupTable rows; // row, how often it is there, links to the rows before and after
  private final int lastAt;
  private final int touchAt;
  private final int countAt;
  private final int beforeAt;
  private final int afterAt;
  private int[] all = {};
  private int[] keyBases = {};
  private int[] rowBases = {};
  private int[] touched = new int[16]; // bases of the keys that were touched
  private int[] oldLinks = new int[16]; // their last rows when they were touched first
  private int touchedCount;
  private int goneKeys; // how often a key lost its last row since the table was compacted
  private int goneRows;

  public UpsertMaterializeOperator(PhysicalNode.UpsertMaterialize plan) {
    RowType rowType = plan.rowType();
    keyEncoder = new KeyEncoder(rowType, plan.keys());
    rowEncoder = new KeyEncoder(rowType, IntStream.range(0, rowType.size()).boxed().toList());
    lastAt = keyEncoder.width();
    touchAt = lastAt + 1;
    keys = new GroupTable(keyEncoder.width(), new long[2], 0);
    countAt = rowEncoder.width();
    beforeAt = countAt + 1;
    afterAt = countAt + 2;
    rows = new GroupTable(rowEncoder.width(), new long[3], 0);
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    int count = batch.rowCount();
    if (count > all.length) {
      all = IntStream.range(0, count).toArray();
      keyBases = new int[count];
      rowBases = new int[count];
    }
    keys.probe(keyEncoder.encode(batch), all, 0, count, keyBases);
    rows.probe(rowEncoder.encode(batch), all, 0, count, rowBases);
    for (int row = 0; row < count; row++) {
      touch(keyBases[row]);
      change(keyBases[row], rowBases[row], batch.weight(row));
    }
  }

  private void touch(int keyBase) {
    long[] words = keys.rows();
    if (words[keyBase + touchAt] != 0) {
      return;
    }
    if (touchedCount == touched.length) {
      touched = Arrays.copyOf(touched, 2 * touchedCount);
      oldLinks = Arrays.copyOf(oldLinks, 2 * touchedCount);
    }
    touched[touchedCount] = keyBase;
    oldLinks[touchedCount] = (int) words[keyBase + lastAt];
    touchedCount++;
    words[keyBase + touchAt] = touchedCount;
  }

  private void change(int keyBase, int rowBase, int weight) {
    long before = rows.rows()[rowBase + countAt];
    long now = before + weight;
    rows.rows()[rowBase + countAt] = now;
    boolean isLast = keys.rows()[keyBase + lastAt] == rowBase + 1L;
    if (before > 0 && (now <= 0 || (weight > 0 && !isLast))) {
      unlink(keyBase, rowBase);
    }
    if (now > 0 && (before <= 0 || (weight > 0 && !isLast))) {
      append(keyBase, rowBase);
    }
    goneRows += now == 0 ? 1 : 0;
  }

  private void unlink(int keyBase, int rowBase) {
    long[] words = rows.rows();
    int before = (int) words[rowBase + beforeAt];
    int after = (int) words[rowBase + afterAt];
    if (before != NONE) {
      words[before - 1 + afterAt] = after;
    }
    if (after != NONE) {
      words[after - 1 + beforeAt] = before;
    } else {
      keys.rows()[keyBase + lastAt] = before;
    }
    words[rowBase + beforeAt] = NONE;
    words[rowBase + afterAt] = NONE;
  }

  private void append(int keyBase, int rowBase) {
    long[] words = rows.rows();
    int last = (int) keys.rows()[keyBase + lastAt];
    if (last != NONE) {
      words[last - 1 + afterAt] = rowBase + 1L;
    }
    words[rowBase + beforeAt] = last;
    keys.rows()[keyBase + lastAt] = rowBase + 1L;
  }

  @Override
  public void onStepEnd(Output out) {
    emitChanges(out);
    dropGoneRows();
    dropGoneKeys();
    collect(keyEncoder, keys);
    collect(rowEncoder, rows);
  }

  private void emitChanges(Output out) {
    int[] bases = new int[2 * touchedCount];
    int[] weights = new int[2 * touchedCount];
    int count = 0;
    for (int i = 0; i < touchedCount; i++) {
      int oldLink = oldLinks[i];
      int newLink = (int) keys.rows()[touched[i] + lastAt];
      keys.rows()[touched[i] + touchAt] = 0;
      goneKeys += newLink == NONE ? 1 : 0;
      if (oldLink != newLink && oldLink != NONE) {
        bases[count] = oldLink - 1;
        weights[count++] = -1;
      }
      if (oldLink != newLink && newLink != NONE) {
        bases[count] = newLink - 1;
        weights[count++] = 1;
      }
    }
    touchedCount = 0;
    for (int from = 0; from < count; from += Batch.TARGET_ROWS) {
      int to = Math.min(count, from + Batch.TARGET_ROWS);
      out.batch(batch(Arrays.copyOfRange(bases, from, to), Arrays.copyOfRange(weights, from, to)));
    }
  }

  private Batch batch(int[] bases, int[] weights) {
    Column[] columns = new Column[rowEncoder.columnCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = rowEncoder.decode(i, rows.rows(), bases, bases.length);
    }
    return new Batch(columns, bases.length, weights);
  }

  /** Drops the rows that are not there once they may be half of all; the links follow the rest. */
  private void dropGoneRows() {
    if (goneRows <= MIN_GONE || 2 * goneRows <= rows.size()) {
      return;
    }
    int stride = rows.stride();
    int[] links = new int[rows.size()]; // by the number that a row had
    rows.compact(
        (words, base) -> words[base + countAt] != 0, (from, to) -> links[from / stride] = to + 1);
    for (int base = 0; base < rows.used(); base += stride) {
      move(rows.rows(), base + beforeAt, links);
      move(rows.rows(), base + afterAt, links);
    }
    for (int base = 0; base < keys.used(); base += keys.stride()) {
      move(keys.rows(), base + lastAt, links);
    }
    goneRows = 0;
  }

  private void move(long[] words, int at, int[] links) {
    if (words[at] != NONE) {
      words[at] = links[((int) words[at] - 1) / rows.stride()];
    }
  }

  private void dropGoneKeys() {
    if (goneKeys > MIN_GONE && 2 * goneKeys > keys.size()) {
      keys.compact((words, base) -> words[base + lastAt] != NONE, (from, to) -> {});
      goneKeys = 0;
    }
  }

  private static void collect(KeyEncoder encoder, GroupTable table) {
    if (encoder.wantsCollection()) {
      encoder.mark(table);
      encoder.sweep();
    }
  }

  @Override
  public BitSet forget(Batch batch) {
    long[] words = keyEncoder.encode(batch);
    for (int i = 0; i < batch.rowCount(); i++) {
      int keyBase = keys.find(words, i * keyEncoder.width());
      if (keyBase >= 0) {
        forgetRows((int) keys.rows()[keyBase + lastAt]);
        keys.rows()[keyBase + lastAt] = NONE;
        goneKeys++;
      }
    }
    return new BitSet();
  }

  /** Takes the count of a row, and of those before it, to 0. */
  private void forgetRows(int last) {
    long[] words = rows.rows();
    for (int link = last; link != NONE; ) {
      int base = link - 1;
      link = (int) words[base + beforeAt];
      words[base + countAt] = 0;
      words[base + beforeAt] = NONE;
      words[base + afterAt] = NONE;
      goneRows++;
    }
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    keyEncoder.writeTo(state);
    rowEncoder.writeTo(state);
    keys.writeTo(state);
    rows.writeTo(state);
    state.putInt(goneKeys);
    state.putInt(goneRows);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    keyEncoder.readFrom(state);
    rowEncoder.readFrom(state);
    keys.readFrom(state);
    rows.readFrom(state);
    goneKeys = state.getInt();
    goneRows = state.getInt();
  }
}
