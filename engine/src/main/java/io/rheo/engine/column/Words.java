package io.rheo.engine.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time: tests on all bytes of a {@code long} at once. The first byte in memory is
 * the lowest. A test gives the high bit of each byte that passes; bytes above the lowest one that
 * passes may be wrong, so use the lowest only.
 */
public final class Words {
  public static final long HIGH_BITS = 0x8080808080808080L;

  private static final long ONES = 0x0101010101010101L;
  private static final long LOW_BITS = ~HIGH_BITS;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  /** The eight bytes from {@code at} on. */
  public static long get(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** A word of eight times this byte. */
  public static long repeat(int value) {
    return (value & 0xFF) * ONES;
  }

  /** Marks the bytes that are equal to those of {@code pattern}. */
  public static long equal(long word, long pattern) {
    long difference = word ^ pattern;
    return (difference - ONES) & ~difference & HIGH_BITS;
  }

  /** Marks the bytes that are equal to those of {@code pattern}, and no others: to be counted. */
  public static long allEqual(long word, long pattern) {
    long difference = word ^ pattern;
    return ~(((difference & LOW_BITS) + LOW_BITS) | difference | LOW_BITS);
  }

  /** Marks the bytes below a space: control characters. */
  public static long control(long word) {
    return (word - 0x20 * ONES) & ~word & HIGH_BITS;
  }

  /** The index in its word of the lowest marked byte. */
  public static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /** The lowest {@code count} bytes of a word, 0 to 7 of them; the others are zero. */
  public static long low(long word, int count) {
    return word & ((1L << (count << 3)) - 1);
  }
}
