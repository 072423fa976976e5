package io.rheo.engine.format;

/** Finds line feeds eight bytes at a time. */
public final class Lines {
  private static final long LINE_FEEDS = Words.repeat('\n');

  private Lines() {}

  /** The index of the first line feed in {@code [from, to)}, or -1. */
  public static int endOfLine(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long marks = Words.equal(Words.get(bytes, at), LINE_FEEDS);
      if (marks != 0) {
        return at + Words.first(marks);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }
}
