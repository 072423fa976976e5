package io.rheo.engine.format;

import io.rheo.engine.column.Words;

/** Finds a byte eight bytes at a time. */
public final class Bytes {
  private Bytes() {}

  /** The index of the first {@code wanted} in {@code [from, to)}, or -1. */
  public static int indexOf(byte[] bytes, int from, int to, int wanted) {
    long pattern = Words.repeat(wanted);
    int at = from;
    for (; at + 8 <= bytes.length && at < to; at += 8) {
      long marks = Words.equal(Words.get(bytes, at), pattern);
      if (marks != 0) {
        int found = at + Words.first(marks);
        return found < to ? found : -1;
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == (byte) wanted) {
        return at;
      }
    }
    return -1;
  }

  /** The index of the last {@code wanted} in {@code [from, to)}, which should be near, or -1. */
  public static int lastIndexOf(byte[] bytes, int from, int to, int wanted) {
    for (int at = to - 1; at >= from; at--) {
      if (bytes[at] == (byte) wanted) {
        return at;
      }
    }
    return -1;
  }
}
