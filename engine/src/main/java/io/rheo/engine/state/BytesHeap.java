package io.rheo.engine.state;

import java.io.IOException;
import java.util.Arrays;

/**
 * Byte strings that groups refer to by a handle of one word: where it starts and how long it is.
 *
 * <p>Space of strings that are no longer referred to is regained by copying the others into a new
 * heap: the owner knows which these are.
 */
public final class BytesHeap {
  private static final int INITIAL_BYTES = 64;
  private static final int SHORT_BYTES = 32;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int used;

  /** Copies {@code source[start, start + length)} and returns its handle. */
  public long add(byte[] source, int start, int length) {
    if (length > bytes.length - used) {
      long wanted = Math.max((long) used + length, 2L * bytes.length);
      if ((long) used + length > Integer.MAX_VALUE - 8) {
        throw new IllegalStateException("the strings of one operator exceed 2 GiB");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
    System.arraycopy(source, start, bytes, used, length);
    long handle = (long) used << 32 | length;
    used += length;
    return handle;
  }

  public static int start(long handle) {
    return (int) (handle >>> 32);
  }

  public static int length(long handle) {
    return (int) handle;
  }

  /** The buffer that handles point into, until the next {@link #add}. */
  public byte[] bytes() {
    return bytes;
  }

  /** The number of bytes taken, also by strings that nothing refers to any more. */
  public int used() {
    return used;
  }

  /** Forgets everything and keeps the buffer. */
  public void clear() {
    used = 0;
  }

  public boolean equals(long handle, byte[] other, int start, int length) {
    return length(handle) == length && sameBytes(bytes, start(handle), other, start, length);
  }

  /** By words: calling the method of the library takes longer than comparing short strings. */
  private static boolean sameBytes(byte[] a, int startA, byte[] b, int startB, int length) {
    if (length > SHORT_BYTES) {
      return Arrays.equals(a, startA, startA + length, b, startB, startB + length);
    }
    int at = 0;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      if (Hashing.littleEndian(a, startA + at) != Hashing.littleEndian(b, startB + at)) {
        return false;
      }
    }
    int rest = length - at;
    return Hashing.littleEndian(a, startA + at, rest) == Hashing.littleEndian(b, startB + at, rest);
  }

  /** Compares as unsigned bytes, which is the order of code points in UTF-8. */
  public int compare(long handle, byte[] other, int start, int length) {
    int from = start(handle);
    int common = Math.min(Math.min(length(handle), length), Long.BYTES - 1);
    long first = Hashing.littleEndian(bytes, from, common);
    long otherFirst = Hashing.littleEndian(other, start, common);
    if (first != otherFirst) { // most strings differ early
      return Long.compareUnsigned(Long.reverseBytes(first), Long.reverseBytes(otherFirst));
    }
    return Arrays.compareUnsigned(bytes, from, from + length(handle), other, start, start + length);
  }

  public void writeTo(StateWriter state) throws IOException {
    state.putBytes(bytes, used);
  }

  public void readFrom(StateReader state) throws IOException {
    byte[] read = state.getBytes();
    used = read.length;
    bytes = Arrays.copyOf(read, Math.max(INITIAL_BYTES, used));
  }
}
