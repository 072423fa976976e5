package io.rheo.engine.operator.ttl;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Remembers at which time the last row of each key came, and has the state of a key forgotten that
 * was not touched for the time to live.
 *
 * <p>An expired key is never seen again: before a row of it is handed on, its state is forgotten.
 * Keys of which no row comes are found by walking all keys, but only four times in a time to live,
 * so that a row pays for a constant number of visits. Hence the state holds the keys of the last
 * 1.25 times to live.
 *
 * <p>The retraction of a row whose key is not there is left out, for what it would be taken from is
 * forgotten.
 */
final class KeyExpiry {
  private static final long ABSENT = Long.MIN_VALUE;
  private static final int SWEEPS = 4; // in a time to live

  private final List<Integer> keyColumns;
  private final int columnCount;
  private final long ttlMillis;
  private final LongSupplier nowMillis;
  private final KeyedState state;
  private final KeyEncoder encoder;
  private final GroupTable keys; // key, when its last row came
  private final int touchedAt;
  private long nextSweep = Long.MIN_VALUE;
  private int[] all = {};
  private int[] bases = {};
  private int[] expired = new int[16];
  private int expiredCount;

  /**
   * @param rowType of the rows that have the keys
   * @param nowMillis the time of the step, which never goes back
   */
  KeyExpiry(
      RowType rowType,
      List<Integer> keyColumns,
      long ttlMillis,
      LongSupplier nowMillis,
      KeyedState state) {
    this.keyColumns = keyColumns;
    this.ttlMillis = ttlMillis;
    this.nowMillis = nowMillis;
    this.state = state;
    columnCount = rowType.size();
    encoder = new KeyEncoder(rowType, keyColumns);
    touchedAt = encoder.width();
    keys = new GroupTable(encoder.width(), new long[] {ABSENT}, 0);
  }

  /** Notes that rows come; returns those that the state may be told of. */
  Batch accept(Batch batch) {
    int count = batch.rowCount();
    if (count > all.length) {
      all = IntStream.range(0, count).toArray();
      bases = new int[count];
    }
    keys.probe(encoder.encode(batch), all, 0, count, bases);
    long now = nowMillis.getAsLong();
    for (int row = 0; row < count; row++) {
      expire(bases[row], now);
    }
    forgetExpired(now);
    return touch(batch, now);
  }

  private Batch touch(Batch batch, long now) {
    long[] words = keys.rows();
    int[] kept = new int[batch.rowCount()];
    int keptCount = 0;
    for (int row = 0; row < kept.length; row++) {
      int at = bases[row] + touchedAt;
      if (words[at] != ABSENT || batch.weight(row) > 0) {
        words[at] = now;
        kept[keptCount++] = row;
      }
    }
    return keptCount == kept.length ? batch : batch.gather(kept, keptCount);
  }

  private void expire(int base, long now) {
    long touched = keys.rows()[base + touchedAt];
    if (touched == ABSENT || now - touched < ttlMillis) {
      return;
    }
    if (expiredCount == expired.length) {
      expired = Arrays.copyOf(expired, 2 * expiredCount);
    }
    expired[expiredCount++] = base;
    keys.rows()[base + touchedAt] = ABSENT;
  }

  private void forgetExpired(long now) {
    if (expiredCount == 0) {
      return;
    }
    Column[] columns = new Column[columnCount];
    for (int i = 0; i < keyColumns.size(); i++) {
      columns[keyColumns.get(i)] = encoder.decode(i, keys.rows(), expired, expiredCount);
    }
    BitSet staying = state.forget(new Batch(columns, expiredCount));
    for (int i = staying.nextSetBit(0); i >= 0; i = staying.nextSetBit(i + 1)) {
      keys.rows()[expired[i] + touchedAt] = now;
    }
    expiredCount = 0;
  }

  /** Has the keys forgotten that have expired; to be called when the state has ended the step. */
  void endStep() {
    sweepIfDue();
    if (encoder.wantsCollection()) {
      encoder.mark(keys);
      encoder.sweep();
    }
  }

  /**
   * Has the keys forgotten that have expired, now and then; to be called when the state is between
   * two steps.
   */
  void sweepIfDue() {
    long now = nowMillis.getAsLong();
    if (now >= nextSweep) {
      nextSweep = now + Math.max(1, ttlMillis / SWEEPS);
      sweep(now);
    }
  }

  private void sweep(long now) {
    for (int base = 0; base < keys.used(); base += keys.stride()) {
      expire(base, now);
      if (expiredCount == Batch.TARGET_ROWS) {
        forgetExpired(now);
      }
    }
    forgetExpired(now);
    keys.compact((words, base) -> words[base + touchedAt] != ABSENT, (from, to) -> {});
  }

  /** How many keys there are. */
  int size() {
    return keys.size();
  }

  void writeTo(StateWriter writer) throws IOException {
    encoder.writeTo(writer);
    keys.writeTo(writer);
  }

  void readFrom(StateReader reader) throws IOException {
    encoder.readFrom(reader);
    keys.readFrom(reader);
  }
}
