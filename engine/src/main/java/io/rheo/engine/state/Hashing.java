package io.rheo.engine.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hash functions of the tables here. The upper half is the tag, and its top bits choose the slot,
 * so it has to depend on every bit of the key.
 */
public final class Hashing {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Hashing() {}

  /** The hash of one word. */
  public static long hash(long word) {
    long hash = word * MULTIPLIER;
    return hash ^ (hash >>> 32);
  }

  /** The hash of what {@code hash} is of and one word more. */
  public static long combine(long hash, long word) {
    return hash((hash ^ word) + MULTIPLIER);
  }

  /** The hash of some bytes. */
  public static long hash(byte[] bytes, int start, int length) {
    long hash = length;
    int at = start;
    int end = start + length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = combine(hash, littleEndian(bytes, at));
    }
    return at < end ? combine(hash, littleEndian(bytes, at, end - at)) : hash;
  }

  /** Eight bytes as a number, the first byte lowest. */
  static long littleEndian(byte[] bytes, int start) {
    return (long) LONG.get(bytes, start);
  }

  /** Fewer than eight bytes as a number, the first byte lowest. */
  static long littleEndian(byte[] bytes, int start, int length) {
    if (start + Long.BYTES <= bytes.length) {
      return littleEndian(bytes, start) & ((1L << (length << 3)) - 1);
    }
    long word = 0;
    for (int i = length - 1; i >= 0; i--) {
      word = word << 8 | (bytes[start + i] & 0xFF);
    }
    return word;
  }
}
