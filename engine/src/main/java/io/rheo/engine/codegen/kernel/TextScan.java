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
      long word = Words.get(bytes, at);
      count -= Long.bitCount(word & ~(word << 1) & Words.HIGH_BITS);
    }
    for (; at < to; at++) {
      if ((bytes[at] & 0xC0) == 0x80) {
        count--;
      }
    }
    return count;
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
