package io.rheo.engine.operator.over;

import io.rheo.engine.column.Batch;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/** The partitions by key. Each has a number, which another one may have when it is gone. */
public final class PartitionTable<P extends PartitionTable.Partition> {
  private static final int MIN_GONE = 64;
  private static final long GONE = -1;

  private final LongFunction<P> maker;
  private final KeyEncoder keys;
  private final GroupTable table; // after the key: the partition's number + 1, or GONE
  private final int numberAt;
  private final List<P> partitions = new ArrayList<>(); // by number; null: none has it
  private final LongDeque free = new LongDeque(); // numbers
  private long[] bases = new long[16]; // in the table, by number
  private int[] batchBases = {};
  private long nextSerial;
  private int gone;

  /** What a table holds. */
  public interface Partition {
    /** The number that it was made with; no other one of the table has it. */
    long serial();

    /** It is gone. */
    void drop();

    /** Writes its state. */
    void writeTo(StateWriter state, RowStore.Places written) throws IOException;

    /** Reads what {@link #writeTo} wrote. */
    void readFrom(StateReader state) throws IOException;
  }

  /**
   * @param rows the columns of rows
   * @param partition those that are the key
   * @param maker makes a partition by its serial number
   */
  public PartitionTable(RowType rows, List<Integer> partition, LongFunction<P> maker) {
    this.maker = maker;
    keys = new KeyEncoder(rows, partition);
    table = new GroupTable(keys.width(), new long[1], 0);
    numberAt = keys.width();
  }

  /** The partition with a number; {@code null} if none has it. */
  public P get(int number) {
    return partitions.get(number);
  }

  /** The numbers below which all partitions are; some may be {@code null}. */
  public int size() {
    return partitions.size();
  }

  /** How many partitions there are. */
  public int count() {
    return partitions.size() - free.size();
  }

  /**
   * The numbers of the partitions of some rows, in the entries of these rows.
   *
   * @param selected rows of the batch, in the entries {@code [0, count)}
   */
  public int[] numbers(Batch batch, int[] selected, int count) {
    int[] numbers = new int[batch.rowCount()];
    if (batchBases.length < count) {
      batchBases = new int[Math.max(Batch.TARGET_ROWS, count)];
    }
    table.probe(keys.encode(batch), selected, 0, count, batchBases);
    for (int i = 0; i < count; i++) {
      numbers[selected[i]] = number(batchBases[i]);
    }
    return numbers;
  }

  private int number(int base) {
    long word = table.rows()[base + numberAt];
    if (word > 0) {
      return (int) word - 1;
    }
    gone -= word == GONE ? 1 : 0;
    P partition = maker.apply(nextSerial++);
    int number;
    if (free.isEmpty()) {
      number = partitions.size();
      partitions.add(partition);
      if (number == bases.length) {
        bases = Arrays.copyOf(bases, number * 2);
      }
    } else {
      number = (int) free.removeFirst();
      partitions.set(number, partition);
    }
    bases[number] = base;
    table.rows()[base + numberAt] = number + 1L;
    return number;
  }

  /** The numbers of the partitions with these keys; -1 where there is none. */
  public int[] find(Batch batch) {
    long[] words = keys.encode(batch);
    int[] numbers = new int[batch.rowCount()];
    for (int i = 0; i < numbers.length; i++) {
      int base = table.find(words, i * keys.width());
      long word = base < 0 ? GONE : table.rows()[base + numberAt];
      numbers[i] = word > 0 ? (int) word - 1 : -1;
    }
    return numbers;
  }

  /** Removes a partition. */
  public void remove(int number) {
    partitions.get(number).drop();
    partitions.set(number, null);
    free.addLast(number);
    table.rows()[(int) bases[number] + numberAt] = GONE;
    gone++;
  }

  /** Regains memory; to be called when a step ends. */
  public void endStep() {
    if (gone > MIN_GONE && gone * 2 > table.size()) {
      table.compact(
          (rows, base) -> rows[base + numberAt] != GONE,
          (from, to) -> bases[(int) table.rows()[to + numberAt] - 1] = to);
      gone = 0;
    }
    if (keys.wantsCollection()) {
      keys.mark(table);
      keys.sweep();
    }
  }

  /** Writes the table and its partitions. */
  public void writeTo(StateWriter state, RowStore.Places written) throws IOException {
    keys.writeTo(state);
    table.writeTo(state);
    state.putLong(nextSerial);
    state.putInt(gone);
    state.putLongs(bases, partitions.size());
    long[] freeNumbers = free.toArray();
    state.putLongs(freeNumbers, freeNumbers.length);
    for (P partition : partitions) {
      state.putLong(partition == null ? -1 : partition.serial());
      if (partition != null) {
        partition.writeTo(state, written);
      }
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  public void readFrom(StateReader state) throws IOException {
    keys.readFrom(state);
    table.readFrom(state);
    nextSerial = state.getLong();
    gone = state.getInt();
    long[] read = state.getLongs();
    bases = Arrays.copyOf(read, Math.max(16, read.length));
    for (long number : state.getLongs()) {
      free.addLast(number);
    }
    for (int i = 0; i < read.length; i++) {
      long serial = state.getLong();
      P partition = serial < 0 ? null : maker.apply(serial);
      if (partition != null) {
        partition.readFrom(state);
      }
      partitions.add(partition);
    }
  }
}
