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

  /** Marks control characters, quotes and backslashes: what JSON has to escape. */
  public static long escaped(long word) {
    long quoteIsSpace = word ^ 0x02 * ONES; // and control characters stay below it
    return ((quoteIsSpace - 0x21 * ONES) | ((word ^ '\\' * ONES) - ONES)) & ~word & HIGH_BITS;
  }

  /** How many of the bytes, from the lowest on, are decimal digits. */
  public static int digits(long word) {
    long values = word ^ '0' * ONES;
    long marks = (((values & LOW_BITS) + (0x80 - 10) * ONES) | values) & HIGH_BITS;
    return first(marks); // 8 if there are no marks
  }

  /** The number that the lowest {@code count} bytes are, 1 to 8 decimal digits. */
  public static long number(long word, int count) {
    long values = (word ^ '0' * ONES) << ((Long.BYTES - count) << 3); // zeros before it
    long pairs = (values * 10 + (values >>> 8)) & 0x00FF_00FF_00FF_00FFL;
    long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000_FFFF_0000_FFFFL;
    return (fours * 10_000 + (fours >>> 32)) & 0xFFFF_FFFFL;
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
