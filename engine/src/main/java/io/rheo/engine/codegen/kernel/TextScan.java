package io.rheo.engine.codegen.kernel;

import io.rheo.engine.column.Words;
import java.util.Arrays;

/** Searches in UTF-8, eight bytes at a time. Nothing is decoded. */
final class TextScan {
  private TextScan() {}

  /** Whether all bytes of {@code [from, to)} are characters of ASCII. */
  static boolean isAscii(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      if ((Words.get(bytes, at) & Words.HIGH_BITS) != 0) {
        return false;
      }
    }
    for (; at < to; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  /** The number of characters of {@code [from, to)}: all bytes but those that continue one. */
  static int characters(byte[] bytes, int from, int to) {
    int count = to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      count -= Long.bitCount(continuing(Words.get(bytes, at)));
    }
    return count - Long.bitCount(Words.low(continuing(word(bytes, at, to)), to - at));
  }

  /** Marks the bytes that continue a character. */
  private static long continuing(long word) {
    return word & ~(word << 1) & Words.HIGH_BITS;
  }

  /** The bytes from {@code at} on, eight or up to {@code to}; what those behind it are is open. */
  private static long word(byte[] bytes, int at, int to) {
    if (at + Long.BYTES <= bytes.length) {
      return Words.get(bytes, at);
    }
    long word = 0;
    for (int i = to - 1; i >= at; i--) {
      word = (word << Byte.SIZE) | (bytes[i] & 0xFF);
    }
    return word;
  }

  /** Where {@code wanted} first is in {@code [from, to)}; -1 if it is not. */
  static int indexOf(byte[] bytes, int from, int to, byte wanted) {
    long pattern = Words.repeat(wanted);
    int at = from;
    for (; at < to && at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      long found = Words.equal(Words.get(bytes, at), pattern);
      if (found != 0) {
        int first = at + Words.first(found);
        return first < to ? first : -1; // a word may reach beyond the end
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == wanted) {
        return at;
      }
    }
    return -1;
  }

  /** Marks the bytes of {@code [at, to)}, the first eight at most, that a pattern repeats. */
  private static long marks(byte[] bytes, int at, int to, long pattern) {
    int count = to - at;
    long found = Words.allEqual(word(bytes, at, to), pattern);
    return count < Long.BYTES ? Words.low(found, count) : found;
  }

  /** How often {@code wanted} is in {@code [from, to)}. */
  static int count(byte[] bytes, int from, int to, byte wanted) {
    long pattern = Words.repeat(wanted);
    int count = 0;
    for (int at = from; at < to; at += Long.BYTES) {
      count += Long.bitCount(marks(bytes, at, to, pattern));
    }
    return count;
  }

  /**
   * Where {@code wanted} is in {@code [from, to)} for the {@code number}th time, from 1; -1 if it
   * is not so often. The ones before are counted by words: no branch depends on where they are.
   */
  static int indexOf(byte[] bytes, int from, int to, byte wanted, int number) {
    long pattern = Words.repeat(wanted);
    int left = number;
    for (int at = from; at < to; at += Long.BYTES) {
      long found = marks(bytes, at, to, pattern);
      int count = Long.bitCount(found);
      if (count >= left) {
        for (; left > 1; left--) {
          found &= found - 1;
        }
        return at + Words.first(found);
      }
      left -= count;
    }
    return -1;
  }

  /** Where {@code wanted}, which is not empty, first starts in {@code [from, to)}; -1: nowhere. */
  static int indexOf(byte[] bytes, int from, int to, Slice wanted) {
    byte first = wanted.at(0);
    int length = wanted.length();
    int end = to - length + 1;
    for (int at = from; (at = indexOf(bytes, at, end, first)) >= 0; at++) {
      if (length == 1
          || Arrays.equals(
              bytes,
              at + 1,
              at + length,
              wanted.bytes(),
              wanted.start() + 1,
              wanted.start() + length)) {
        return at;
      }
    }
    return -1;
  }

  /** How often {@code wanted}, which is not empty, is in {@code [from, to)}, without overlaps. */
  static int count(byte[] bytes, int from, int to, Slice wanted) {
    int length = wanted.length();
    if (length == 1) {
      return count(bytes, from, to, wanted.at(0));
    }
    int count = 0;
    for (int at = from; (at = indexOf(bytes, at, to, wanted)) >= 0; at += length) {
      count++;
    }
    return count;
  }

  /**
   * The first byte of {@code [from, to)} that is not ASCII or a letter of the 26 from {@code first}
   * on; {@code to} if there is none.
   */
  static int firstLetter(byte[] bytes, int from, int to, char first) {
    long belowFirst = Words.repeat(0x80 - first);
    long upToLast = Words.repeat(0x80 - first - 26);
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long word = Words.get(bytes, at);
      long low = word & ~Words.HIGH_BITS; // sums of these stay in their bytes
      long found = (((low + belowFirst) & ~(low + upToLast)) | word) & Words.HIGH_BITS;
      if (found != 0) {
        return at + Words.first(found);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] < 0 || (bytes[at] >= first && bytes[at] < first + 26)) {
        return at;
      }
    }
    return to;
  }
}
