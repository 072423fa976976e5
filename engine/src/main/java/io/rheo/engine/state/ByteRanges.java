package io.rheo.engine.state;

import java.io.IOException;
import java.util.Arrays;

/**
 * Ranges of bytes that come and go, in chunks that never move. A range is a reference of one word:
 * its chunk in the upper half, where it starts in the lower one; 0 refers to nothing, and the two
 * top bits are never set.
 *
 * <p>A range that was given back is used again for one of the same size class: sizes are rounded up
 * to 16 bytes, above 4 KiB to a power of two. So memory follows the most bytes that were ever in
 * use, and neither a range that comes nor one that goes costs more than itself.
 */
final class ByteRanges {
  private static final int UNIT = 16; // bytes; a free range keeps a reference to the next one
  private static final int EXACT_UNITS = 256; // up to here each number of units is a class
  private static final int FIRST_CHUNK = 1 << 12;
  private static final int SMALL_CHUNK = 1 << 20;
  private static final int LARGE_CHUNK = 1 << 24;
  private static final int MANY_CHUNKS = 64; // where a large one adds little to what there is

  private byte[][] chunks = new byte[8][];
  private int chunkCount;
  private int end; // of what was given out of the last chunk
  private long[] free = new long[EXACT_UNITS + Integer.SIZE]; // the first of each class, or 0

  /** The chunks; replaced when there are more. */
  byte[][] chunks() {
    return chunks;
  }

  static int chunk(long range) {
    return (int) (range >>> 32);
  }

  static int start(long range) {
    return (int) range;
  }

  /** A range of at least {@code size} bytes, which hold anything. */
  long allocate(int size) {
    int units = units(size);
    int sizeClass = sizeClass(units);
    long range = free[sizeClass];
    if (range != 0) {
      free[sizeClass] = Words.getLong(chunks[chunk(range)], start(range));
      return range;
    }
    int bytes = Math.multiplyExact(units, UNIT);
    if (chunkCount == 0 || chunks[chunkCount - 1].length - end < bytes) {
      addChunk(bytes);
    }
    range = (long) (chunkCount - 1) << 32 | end;
    end += bytes;
    return range;
  }

  private void addChunk(int bytes) {
    if (chunkCount == chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * chunkCount);
    }
    end = chunkCount == 0 ? UNIT : 0; // so that no range is 0
    chunks[chunkCount] = new byte[Math.max(nextChunk(), end + bytes)];
    chunkCount++;
  }

  /** Chunks grow; large ones are made where they stay and are not moved by the collector. */
  private int nextChunk() {
    if (chunkCount == 0) {
      return FIRST_CHUNK;
    } else if (chunkCount >= MANY_CHUNKS) {
      return LARGE_CHUNK;
    }
    return Math.min(2 * chunks[chunkCount - 1].length, SMALL_CHUNK);
  }

  /** Gives a range of this size back. */
  void free(long range, int size) {
    int sizeClass = sizeClass(units(size));
    Words.putLong(chunks[chunk(range)], start(range), free[sizeClass]);
    free[sizeClass] = range;
  }

  private static int units(int size) {
    int units = (size + UNIT - 1) / UNIT;
    return units <= EXACT_UNITS ? Math.max(1, units) : Integer.highestOneBit(units - 1) << 1;
  }

  private static int sizeClass(int units) {
    return units <= EXACT_UNITS
        ? units - 1
        : EXACT_UNITS + Integer.SIZE - 1 - Integer.numberOfLeadingZeros(units);
  }

  /** The memory of all chunks. */
  long memoryBytes() {
    long bytes = 0;
    for (int i = 0; i < chunkCount; i++) {
      bytes += chunks[i].length;
    }
    return bytes;
  }

  void writeTo(StateWriter state) throws IOException {
    state.putInt(chunkCount);
    for (int i = 0; i < chunkCount; i++) {
      state.putInt(chunks[i].length);
      state.putBytes(chunks[i], i == chunkCount - 1 ? end : chunks[i].length);
    }
    state.putLongs(free, free.length);
  }

  void readFrom(StateReader state) throws IOException {
    chunkCount = state.getInt();
    chunks = new byte[Math.max(8, chunkCount)][];
    for (int i = 0; i < chunkCount; i++) {
      int length = state.getInt();
      byte[] used = state.getBytes();
      end = used.length;
      chunks[i] = Arrays.copyOf(used, length);
    }
    free = state.getLongs();
  }
}
