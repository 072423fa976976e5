package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.LocalTime;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The distinct rows of open sessions with their weights, in the order of arrival, and what of them
 * was shown: with which weight and in which session. All of it is in the words of one table; the
 * index by key and time is made of them.
 */
final class SessionRows {
  private static final int MIN_DEAD = 64;
  // Words after those of the row.
  private static final int WEIGHT = 0;
  private static final int SHOWN = 1; // weight
  private static final int SHOWN_START = 2;
  private static final int SHOWN_END = 3;
  private static final int BEFORE = 4; // one more than the base of the row before in its entry
  private static final int LINKED = 5; // 1: it is in an entry
  private static final int WORDS = 6;

  private final WindowNode.SessionAssign plan;
  private final boolean changes;
  private final KeyEncoder partition;
  private final KeyEncoder encoder;
  private final GroupTable table;
  private final int wordsAt;
  private final LocalTime zone;
  private GroupTable keyTable;
  private List<HeldTimes> keys = new ArrayList<>(); // by row of the key table
  private int dead;
  private int[] allRows = IntStream.range(0, Batch.TARGET_ROWS).toArray();
  private int[] keyBases = new int[Batch.TARGET_ROWS];
  private long[] rowWords; // of the current batch
  private int[] outBases = new int[Batch.TARGET_ROWS];
  private int[] outWeights = new int[Batch.TARGET_ROWS];
  private long[] outStarts = new long[Batch.TARGET_ROWS];
  private long[] outEnds = new long[Batch.TARGET_ROWS];
  private int outCount;

  SessionRows(WindowNode.SessionAssign plan, KeyEncoder partition) {
    this.plan = plan;
    this.partition = partition;
    changes = plan.emit() == EmitMode.CHANGES;
    int columns = plan.input().rowType().size();
    encoder = new KeyEncoder(plan.input().rowType(), IntStream.range(0, columns).boxed().toList());
    wordsAt = encoder.width();
    table = new GroupTable(wordsAt, new long[WORDS], 0);
    keyTable = new GroupTable(partition.width(), new long[0], 0);
    zone = LocalTime.of(plan.window().zone());
  }

  /** The batch whose rows are asked about next. */
  void begin(Batch batch) {
    findKeys(batch);
    rowWords = encoder.encode(batch);
  }

  private void findKeys(Batch batch) {
    int count = batch.rowCount();
    if (count > allRows.length) {
      allRows = IntStream.range(0, count).toArray();
      keyBases = new int[count];
    }
    keyTable.probe(partition.encode(batch), allRows, 0, count, keyBases);
    while (keys.size() < keyTable.size()) {
      keys.add(new HeldTimes(keys.size()));
    }
  }

  /** What is held of the key of a row of the batch. */
  HeldTimes key(int row) {
    return keys.get(keyBases[row] / keyTable.stride());
  }

  /** Whether a row equal to this one of the batch is there, so that it can be retracted. */
  boolean holds(int row) {
    int base = table.find(rowWords, row * wordsAt);
    return base >= 0 && word(base, WEIGHT) > 0;
  }

  private long word(int base, int word) {
    return table.rows()[base + wordsAt + word];
  }

  private void set(int base, int word, long value) {
    table.rows()[base + wordsAt + word] = value;
  }

  void add(HeldTimes held, int row, long time, int weight) {
    int size = table.size();
    int base = table.probe(rowWords, row * wordsAt);
    if (table.size() == size && isDead(base)) {
      dead--;
    }
    HeldTimes.Entry entry = held.entries.computeIfAbsent(time, absent -> new HeldTimes.Entry());
    link(entry, base);
    long before = word(base, WEIGHT);
    set(base, WEIGHT, before + weight);
    entry.present += (before + weight == 0 ? 0 : 1) - (before == 0 ? 0 : 1);
    if (isDead(base)) {
      dead++;
    }
    if (entry.present == 0 && !isShown(entry)) {
      held.entries.remove(time);
      unlink(entry);
    }
  }

  private boolean isDead(int base) {
    return word(base, WEIGHT) == 0 && word(base, SHOWN) == 0;
  }

  private void link(HeldTimes.Entry entry, int base) {
    if (word(base, LINKED) == 0) {
      set(base, LINKED, 1);
      set(base, BEFORE, entry.lastRow);
      entry.lastRow = base + 1;
    }
  }

  private void unlink(HeldTimes.Entry entry) {
    for (int base : bases(List.of(entry))) {
      set(base, LINKED, 0);
    }
  }

  boolean isShown(HeldTimes.Entry entry) {
    return leastShownEnd(entry) != Long.MAX_VALUE;
  }

  /** The first end of a session with which a row of the entry was shown. */
  long leastShownEnd(HeldTimes.Entry entry) {
    long least = Long.MAX_VALUE;
    if (changes) {
      for (int base : bases(List.of(entry))) {
        least = word(base, SHOWN) == 0 ? least : Math.min(least, word(base, SHOWN_END));
      }
    }
    return least;
  }

  /** The rows of some entries in the order of arrival. */
  private int[] bases(List<HeldTimes.Entry> entries) {
    int[] bases = new int[16];
    int count = 0;
    for (HeldTimes.Entry entry : entries) {
      for (int row = entry.lastRow; row != 0; row = (int) word(row - 1, BEFORE)) {
        if (count == bases.length) {
          bases = Arrays.copyOf(bases, count * 2);
        }
        bases[count++] = row - 1;
      }
    }
    Arrays.sort(bases, 0, count);
    return Arrays.copyOf(bases, count);
  }

  /** Emits what differs between the rows as they were shown and as they are in this session. */
  void emit(List<HeldTimes.Entry> entries, long start, long end, Output out) {
    for (int base : bases(entries)) {
      long weight = word(base, WEIGHT);
      long shown = word(base, SHOWN);
      boolean moved = word(base, SHOWN_START) != start || word(base, SHOWN_END) != end;
      if (moved) {
        put(base, -shown, word(base, SHOWN_START), word(base, SHOWN_END), out);
        put(base, weight, start, end, out);
      } else {
        put(base, weight - shown, start, end, out);
      }
      set(base, SHOWN, weight);
      set(base, SHOWN_START, start);
      set(base, SHOWN_END, end);
    }
  }

  /** Retracts the rows of a key that are not there any more, and forgets them. */
  void retractGone(HeldTimes held, Output out) {
    held.entries
        .values()
        .removeIf(
            entry -> {
              if (entry.present > 0) {
                return false;
              }
              for (int base : bases(List.of(entry))) {
                put(base, -word(base, SHOWN), word(base, SHOWN_START), word(base, SHOWN_END), out);
                dead += isDead(base) ? 0 : 1;
                set(base, SHOWN, 0);
                set(base, LINKED, 0);
              }
              return true;
            });
  }

  /** Several equal rows leave as so many; there are none to retract without changes. */
  private void put(int base, long weight, long start, long end, Output out) {
    long rows = changes ? Math.abs(weight) : Math.max(0, weight);
    for (long i = 0; i < rows; i++) {
      outBases[outCount] = base;
      outWeights[outCount] = weight > 0 ? 1 : -1;
      outStarts[outCount] = start;
      outEnds[outCount] = end;
      outCount++;
      if (outCount == outBases.length) {
        flush(out);
      }
    }
  }

  /** Hands on the rows that were emitted. */
  void flush(Output out) {
    if (outCount == 0) {
      return;
    }
    int width = encoder.columnCount();
    Column[] columns = new Column[width + 3];
    for (int i = 0; i < width; i++) {
      columns[i] = encoder.decode(i, table.rows(), outBases, outCount);
    }
    long[][] window = new long[3][outCount];
    boolean insertsOnly = true;
    for (int i = 0; i < outCount; i++) {
      window[0][i] = zone.toLocal(outStarts[i]);
      window[1][i] = zone.toLocal(outEnds[i]);
      window[2][i] = outEnds[i] - 1;
      insertsOnly &= outWeights[i] == 1;
    }
    for (int i = 0; i < window.length; i++) {
      columns[width + i] = new LongColumn(window[i], null);
    }
    int[] weights = insertsOnly ? null : Arrays.copyOf(outWeights, outCount);
    out.batch(new Batch(columns, outCount, weights));
    outCount = 0;
  }

  /** Retracts what was shown of rows and forgets them; returns those that were there. */
  Batch expire(List<HeldTimes.Entry> entries, Output out) {
    int[] bases = bases(entries);
    int[] present = Arrays.stream(bases).filter(base -> word(base, WEIGHT) != 0).toArray();
    Column[] columns = new Column[encoder.columnCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = encoder.decode(i, table.rows(), present, present.length);
    }
    for (int base : bases) {
      put(base, -word(base, SHOWN), word(base, SHOWN_START), word(base, SHOWN_END), out);
    }
    flush(out);
    drop(entries);
    return new Batch(columns, present.length);
  }

  /** Forgets the rows of a session that has closed. */
  void drop(List<HeldTimes.Entry> entries) {
    for (int base : bases(entries)) {
      dead += isDead(base) ? 0 : 1;
      set(base, WEIGHT, 0);
      set(base, SHOWN, 0);
      set(base, LINKED, 0);
    }
  }

  /** Regains the memory of rows that are gone if these are half of all; whether it did. */
  boolean collect() {
    if (dead < MIN_DEAD || dead * 2 < table.size()) {
      return false;
    }
    table.compact(
        (words, base) -> words[base + wordsAt + WEIGHT] != 0 || words[base + wordsAt + SHOWN] != 0,
        (from, to) -> {});
    dead = 0;
    buildIndex();
    if (encoder.wantsCollection()) {
      encoder.mark(table);
      encoder.sweep();
    }
    if (partition.wantsCollection()) {
      partition.mark(keyTable);
      partition.sweep();
    }
    return true;
  }

  private void buildIndex() {
    keyTable = new GroupTable(partition.width(), new long[0], 0);
    keys = new ArrayList<>();
    int stride = table.stride();
    for (int from = 0; from < table.used(); from += Batch.TARGET_ROWS * stride) {
      int count = Math.min(Batch.TARGET_ROWS, (table.used() - from) / stride);
      int[] bases = new int[count];
      for (int i = 0; i < count; i++) {
        bases[i] = from + i * stride;
      }
      index(bases);
    }
  }

  private void index(int[] bases) {
    Column[] columns = new Column[encoder.columnCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = encoder.decode(i, table.rows(), bases, bases.length);
    }
    findKeys(new Batch(columns, bases.length));
    LongColumn times = (LongColumn) columns[plan.timeColumn()];
    for (int i = 0; i < bases.length; i++) {
      set(bases[i], LINKED, 0);
      if (!isDead(bases[i])) {
        HeldTimes.Entry entry =
            key(i).entries.computeIfAbsent(times.values()[i], absent -> new HeldTimes.Entry());
        link(entry, bases[i]);
        entry.present += word(bases[i], WEIGHT) == 0 ? 0 : 1;
      }
    }
  }

  Iterable<HeldTimes> keys() {
    return keys;
  }

  void writeTo(StateWriter state) throws IOException {
    encoder.writeTo(state);
    table.writeTo(state);
    state.putInt(dead);
  }

  void readFrom(StateReader state) throws IOException {
    encoder.readFrom(state);
    table.readFrom(state);
    dead = state.getInt();
    buildIndex();
  }
}
