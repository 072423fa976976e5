package io.rheo.engine.operator.over;

import io.rheo.engine.column.Batch;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The partitions by key. Each has a number, which another one may have when it is gone. */
final class PartitionTable {
  private static final int MIN_GONE = 64;
  private static final long GONE = -1;

  private final OverProgram program;
  private final RowStore store;
  private final KeyEncoder keys;
  private final GroupTable table; // after the key: the partition's number + 1, or GONE
  private final int numberAt;
  private final List<OverPartition> partitions = new ArrayList<>(); // by number; null: none has it
  private final LongDeque free = new LongDeque(); // numbers
  private long[] bases = new long[16]; // in the table, by number
  private int[] batchBases = {};
  private long nextSerial;
  private int gone;

  PartitionTable(OverProgram program, RowStore store) {
    this.program = program;
    this.store = store;
    keys = new KeyEncoder(program.plan().input().rowType(), program.plan().partition());
    table = new GroupTable(keys.width(), new long[1], 0);
    numberAt = keys.width();
  }

  OverPartition get(int number) {
    return partitions.get(number);
  }

  /** The numbers below which all partitions are; some may be {@code null}. */
  int size() {
    return partitions.size();
  }

  /** How many partitions there are. */
  int count() {
    return partitions.size() - free.size();
  }

  /**
   * The numbers of the partitions of some rows, in the entries of these rows.
   *
   * @param selected rows of the batch, in the entries {@code [0, count)}
   */
  int[] numbers(Batch batch, int[] selected, int count) {
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
    OverPartition partition = program.newPartition(nextSerial++, store);
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
  int[] find(Batch batch) {
    long[] words = keys.encode(batch);
    int[] numbers = new int[batch.rowCount()];
    for (int i = 0; i < numbers.length; i++) {
      int base = table.find(words, i * keys.width());
      long word = base < 0 ? GONE : table.rows()[base + numberAt];
      numbers[i] = word > 0 ? (int) word - 1 : -1;
    }
    return numbers;
  }

  void remove(int number) {
    partitions.get(number).drop();
    partitions.set(number, null);
    free.addLast(number);
    table.rows()[(int) bases[number] + numberAt] = GONE;
    gone++;
  }

  /** Regains memory; to be called when a step ends. */
  void endStep() {
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

  void writeTo(StateWriter state, RowStore.Places written) throws IOException {
    keys.writeTo(state);
    table.writeTo(state);
    state.putLong(nextSerial);
    state.putInt(gone);
    state.putLongs(bases, partitions.size());
    long[] freeNumbers = free.toArray();
    state.putLongs(freeNumbers, freeNumbers.length);
    for (OverPartition partition : partitions) {
      state.putLong(partition == null ? -1 : partition.serial());
      if (partition != null) {
        partition.writeTo(state, written);
      }
    }
  }

  void readFrom(StateReader state) throws IOException {
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
      OverPartition partition = serial < 0 ? null : program.newPartition(serial, store);
      if (partition != null) {
        partition.readFrom(state);
      }
      partitions.add(partition);
    }
  }
}
