package io.rheo.engine.codegen.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A string in UTF-8, or a byte string: part of an array that nobody writes to. The order of the
 * bytes, read as unsigned numbers, is the order of the code points.
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode are by content, below
public record Slice(byte[] bytes, int start, int length) implements Comparable<Slice> {
  public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

  /** NULL instead of a part; unpacked it is the empty one. */
  public static final long PACKED_NULL = Long.MIN_VALUE;

  /**
   * A part of an array that the caller knows, as a number: what functions return that would make an
   * object, which the compiler cannot do without where it may be {@code null}.
   */
  static long packed(int start, int length) {
    return (long) start << Integer.SIZE | length;
  }

  /** The part of this slice's array that is {@link #packed}. */
  public Slice unpacked(long packed) {
    return new Slice(bytes, (int) (packed >>> Integer.SIZE) & Integer.MAX_VALUE, (int) packed);
  }

  public static Slice of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Slice of(byte[] bytes) {
    return new Slice(bytes, 0, bytes.length);
  }

  public static boolean equal(Slice a, Slice b) {
    return a.length == b.length
        && Arrays.equals(
            a.bytes, a.start, a.start + a.length, b.bytes, b.start, b.start + b.length);
  }

  @Override
  public int compareTo(Slice other) {
    return Arrays.compareUnsigned(
        bytes, start, start + length, other.bytes, other.start, other.start + other.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slice slice && equal(this, slice);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  /** The bytes {@code [from, to)} of this slice, not copied. */
  public Slice part(int from, int to) {
    return new Slice(bytes, start + from, to - from);
  }

  public byte at(int index) {
    return bytes[start + index];
  }

  public byte[] copy() {
    return Arrays.copyOfRange(bytes, start, start + length);
  }

  public boolean isAscii() {
    return TextScan.isAscii(bytes, start, start + length);
  }

  /** The text. */
  @Override
  public String toString() {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }
}
