package io.rheo.engine.operator.rank;

import io.rheo.engine.column.Batch;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.OrderWords;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * The first rows of each partition, in order: of a row the words of its order, and a word that
 * refers to it ({@link OrderWords}). A partition is named by its base, which holds until the next
 * {@link #compact}.
 *
 * <p>A single row is beside the key of its partition, several are in a block of their own. A row
 * takes time linear in the rows that it goes before, which are moved as one piece of memory.
 */
final class FirstRowsTable {
  private static final long COUNT = 0xFFFF;

  private final KeyEncoder keys;
  private final GroupTable partitions;
  private final OrderWords order;
  private final boolean latestFirst;
  private final int most; // rows of a partition
  private final int headerAt; // how many rows there are, and the owner's note above it
  private final int entryAt; // the only entry, or where the block starts
  private final int entryWords;
  private final EntryBlocks blocks; // null if a partition has one row
  private int[] allRows = {};

  FirstRowsTable(OrderedNode.Rank plan, OrderWords order) {
    this.order = order;
    keys = new KeyEncoder(plan.input().rowType(), plan.rule().partition());
    latestFirst = plan.rule().latestFirst();
    most = (int) plan.rule().to();
    headerAt = keys.width();
    entryAt = headerAt + 1;
    entryWords = order.width() + 1;
    blocks = most == 1 ? null : new EntryBlocks(entryWords, most);
    partitions = new GroupTable(keys.width(), new long[1 + (most == 1 ? entryWords : 1)], 0);
  }

  /** Finds or makes the partitions of all rows of a batch, which are offered next. */
  void probe(Batch batch, int[] bases) {
    int count = batch.rowCount();
    if (count > allRows.length) {
      allRows = IntStream.range(0, count).toArray();
    }
    partitions.probe(keys.encode(batch), allRows, 0, count, bases);
    order.encode(batch);
  }

  /** The base of the partition of one key, or -1. */
  int find(Batch keyBatch, int row) {
    return partitions.find(keys.encode(keyBatch), row * keys.width());
  }

  /** How many partitions there are, also those without rows. */
  int size() {
    return partitions.size();
  }

  int count(int base) {
    return (int) (partitions.rows()[base + headerAt] & COUNT);
  }

  private void setCount(int base, int count) {
    long[] words = partitions.rows();
    words[base + headerAt] = (words[base + headerAt] & ~COUNT) | count;
  }

  /** What the owner has noted of a partition, at first 0. */
  int note(int base) {
    return (int) (partitions.rows()[base + headerAt] >>> 32);
  }

  void setNote(int base, int note) {
    long[] words = partitions.rows();
    words[base + headerAt] = (words[base + headerAt] & COUNT) | ((long) note << 32);
  }

  /** What refers to the row at a place, from 0. */
  long row(int base, int place) {
    return entries()[rowAt(base, place)];
  }

  void setRow(int base, int place, long row) {
    entries()[rowAt(base, place)] = row;
  }

  private long[] entries() {
    return most == 1 ? partitions.rows() : blocks.words();
  }

  private int rowAt(int base, int place) {
    return entriesAt(base) + place * entryWords + entryWords - 1;
  }

  private int entriesAt(int base) {
    return most == 1 ? base + entryAt : (int) partitions.rows()[base + entryAt];
  }

  /** The place that a row of the batch takes, or -1 if it is not among the first. */
  int place(int base, int row) {
    int count = count(base);
    if (count == 0) {
      return 0;
    }
    long[] entries = entries();
    int at = entriesAt(base);
    if (!isBefore(row, entries, at + (count - 1) * entryWords)) {
      return count < most ? count : -1;
    }
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(row, entries, at + middle * entryWords)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean isBefore(int row, long[] entries, int at) {
    int side = order.compare(row, entries, at);
    return side < 0 || (side == 0 && latestFirst);
  }

  /** Whether a row that is put into the partition drives the last one out. */
  boolean isFull(int base) {
    return count(base) == most;
  }

  /** Puts a row of the batch into a place; if the partition was full, its last row is gone. */
  void put(int base, int place, int row) {
    int count = count(base);
    if (count < most) {
      if (blocks != null) {
        makeRoom(base, count);
      }
      count++;
      setCount(base, count);
    }
    long[] entries = entries();
    int at = entriesAt(base) + place * entryWords;
    int moved = (count - 1 - place) * entryWords;
    if (moved > 0) {
      System.arraycopy(entries, at, entries, at + entryWords, moved);
    }
    order.copy(row, entries, at);
    entries[at + entryWords - 1] = ~(long) row;
  }

  private void makeRoom(int base, int count) {
    if (count > 0 && count < blocks.capacity(count)) {
      return;
    }
    int block = blocks.allocate(count + 1);
    if (count > 0) {
      int old = entriesAt(base);
      System.arraycopy(blocks.words(), old, blocks.words(), block, count * entryWords);
      blocks.free(old, count);
    }
    partitions.rows()[base + entryAt] = block;
  }

  /** Forgets the rows of a partition. */
  void clear(int base) {
    if (blocks != null && count(base) > 0) {
      blocks.free(entriesAt(base), count(base));
    }
    setCount(base, 0);
  }

  /** Drops the partitions without rows. */
  void compact() {
    partitions.compact((words, base) -> (words[base + headerAt] & COUNT) != 0, (from, to) -> {});
  }

  /** Regains the memory of strings that no key has any more, if these may be many. */
  void collectStrings() {
    if (keys.wantsCollection()) {
      keys.mark(partitions);
      keys.sweep();
    }
  }

  void writeTo(StateWriter state) throws IOException {
    keys.writeTo(state);
    partitions.writeTo(state);
    if (blocks != null) {
      blocks.writeTo(state);
    }
  }

  void readFrom(StateReader state) throws IOException {
    keys.readFrom(state);
    partitions.readFrom(state);
    if (blocks != null) {
      blocks.readFrom(state);
    }
  }
}
