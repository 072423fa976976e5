package io.rheo.engine.codegen.kernel;

import java.util.Arrays;

/** A fixed set of numbers: open addressing, at most half full. */
public final class LongSet {
  private final long[] slots;
  private final long free; // a number that is not in the set
  private final int shift;

  private LongSet(long[] slots, long free, int shift) {
    this.slots = slots;
    this.free = free;
    this.shift = shift;
  }

  /** Of numbers in the form of {@link LengthPrefixed}. */
  public static LongSet of(String[] texts) {
    return of(LengthPrefixed.read(texts).stream().mapToLong(Long::parseLong).toArray());
  }

  public static LongSet of(long[] values) {
    int bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, values.length)) + 1;
    long free = freeNumber(values);
    long[] slots = new long[1 << bits];
    Arrays.fill(slots, free);
    LongSet set = new LongSet(slots, free, 64 - bits);
    for (long value : values) {
      slots[set.slot(value)] = value;
    }
    return set;
  }

  private static long freeNumber(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    long candidate = Long.MIN_VALUE;
    for (long value : sorted) {
      if (value == candidate) {
        candidate++;
      }
    }
    return candidate;
  }

  public boolean contains(long value) {
    return value != free && slots[slot(value)] == value;
  }

  /** Where the value is, or where it would go. */
  private int slot(long value) {
    int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> shift);
    while (slots[slot] != free && slots[slot] != value) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
