package io.rheo.engine.column;

import java.util.Arrays;

/**
 * Functions on validity bitmaps: one bit per row, set if it is not NULL; {@code null} means all
 * set.
 */
public final class Validity {
  private Validity() {}

  public static int words(int rows) {
    return (rows + 63) >>> 6;
  }

  public static boolean isSet(long[] validity, int row) {
    return validity == null || (validity[row >> 6] >>> row & 1) != 0;
  }

  public static void set(long[] validity, int row) {
    validity[row >> 6] |= 1L << row;
  }

  public static void clear(long[] validity, int row) {
    validity[row >> 6] &= ~(1L << row);
  }

  /** A bitmap of {@code rows} set bits; the bits beyond are clear. */
  public static long[] allSet(int rows) {
    long[] words = new long[words(rows)];
    Arrays.fill(words, -1L);
    if ((rows & 63) != 0) {
      words[words.length - 1] = (1L << rows) - 1;
    }
    return words;
  }

  /** The bits of {@code rows[0 .. count)}; {@code null} if all of these are set. */
  public static long[] gather(long[] validity, int[] rows, int count) {
    if (validity == null) {
      return null;
    }
    long[] result = new long[words(count)];
    int set = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      long bit = validity[row >> 6] >>> row & 1;
      result[i >> 6] |= bit << i;
      set += (int) bit;
    }
    return set == count ? null : result;
  }

  /** The bits of the rows {@code [from, to)}; {@code null} if all of these are set. */
  public static long[] slice(long[] validity, int from, int to) {
    if (validity == null) {
      return null;
    }
    int count = to - from;
    long[] result = new long[words(count)];
    int shift = from & 63;
    for (int i = 0; i < result.length; i++) {
      int word = (from >> 6) + i;
      long low = validity[word] >>> shift;
      long high =
          shift != 0 && word + 1 < validity.length ? validity[word + 1] << (64 - shift) : 0L;
      result[i] = low | high;
    }
    if ((count & 63) != 0) {
      result[result.length - 1] &= (1L << count) - 1;
    }
    return countSet(result) == count ? null : result;
  }

  /** The rows that are set in both; {@code null} if all are. */
  public static long[] and(long[] left, long[] right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    long[] result = new long[left.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = left[i] & right[i];
    }
    return result;
  }

  static int countSet(long[] words) {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }
}
