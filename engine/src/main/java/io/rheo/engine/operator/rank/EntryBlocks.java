package io.rheo.engine.operator.rank;

import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * Blocks of 1, 2, 4 and so on entries, each of some words, up to a greatest number of entries. A
 * block that was given back is used again. A block is where it starts in {@link #words}.
 */
final class EntryBlocks {
  private static final int NONE = -1;

  private final int entryWords;
  private final int most; // entries of the greatest block
  private final int[] free; // the first free block of each class; its first word is the next one
  private long[] words = new long[64];
  private int used;

  EntryBlocks(int entryWords, int most) {
    this.entryWords = entryWords;
    this.most = most;
    free = new int[classOf(most) + 1];
    Arrays.fill(free, NONE);
  }

  /** The words of all entries; replaced when there are more. */
  long[] words() {
    return words;
  }

  /** How many entries the block has that is made for so many. */
  int capacity(int entries) {
    return Math.min(most, 1 << classOf(entries));
  }

  private static int classOf(int entries) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(entries - 1);
  }

  /** A block for at least so many entries, which hold anything. */
  int allocate(int entries) {
    int block = free[classOf(entries)];
    if (block != NONE) {
      free[classOf(entries)] = (int) words[block];
      return block;
    }
    int size = capacity(entries) * entryWords;
    if (size > words.length - used) {
      words =
          Arrays.copyOf(words, Math.toIntExact(Math.max(2L * words.length, (long) used + size)));
    }
    block = used;
    used += size;
    return block;
  }

  /** Gives a block for so many entries back. */
  void free(int block, int entries) {
    words[block] = free[classOf(entries)];
    free[classOf(entries)] = block;
  }

  void writeTo(StateWriter state) throws IOException {
    state.putLongs(words, used);
    state.putInts(free, free.length);
  }

  void readFrom(StateReader state) throws IOException {
    long[] read = state.getLongs();
    used = read.length;
    words = Arrays.copyOf(read, Math.max(64, used));
    int[] heads = state.getInts();
    System.arraycopy(heads, 0, free, 0, free.length);
  }
}
