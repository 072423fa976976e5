package io.rheo.engine.format.csv;

import io.rheo.engine.format.Bytes;

/** Finds where records end in a file: at a line feed that is not inside quotes. */
final class CsvRecords {
  private static final int UNFINISHED = -1;

  private CsvRecords() {}

  /**
   * The index of the line feed that ends the record; {@code to} if the file ends it; -1 if it goes
   * on beyond {@code to}.
   *
   * <p>Quotes that are not closed properly must not swallow the records after them: such a record
   * ends at its first line feed, and is bad.
   */
  static int endOfRecord(
      CsvOptions options, byte[] bytes, int from, int to, int endOfLine, boolean last) {
    int firstLineEnd = endOfLine < 0 ? to : endOfLine;
    int lineEnd = endOfLine;
    int at = from;
    while (true) {
      // [at, lineEnd) is the rest of a line, and at is where a field starts
      int limit = lineEnd < 0 ? to : lineEnd;
      if (options.comments() && at == from && at < limit && bytes[at] == '#') {
        return lineEnd < 0 && !last ? UNFINISHED : limit;
      }
      int open = openQuote(options, bytes, at, limit);
      if (open < 0) {
        return lineEnd < 0 && !last ? UNFINISHED : limit;
      }
      int close = closeQuote(options, bytes, open + 1, to);
      if (close < 0) {
        return last ? firstLineEnd : UNFINISHED;
      }
      if (close + 1 == to) {
        return last ? to : UNFINISHED; // a second quote may follow
      }
      at = close + 1;
      boolean endsLine =
          bytes[at] == '\n' || (bytes[at] == '\r' && (at + 1 == to || bytes[at + 1] == '\n'));
      if (bytes[at] != options.delimiter() && !endsLine) {
        return firstLineEnd;
      }
      if (bytes[at] == options.delimiter()) {
        at++;
      }
      if (lineEnd >= 0 && lineEnd < at) {
        lineEnd = Bytes.indexOf(bytes, at, to, '\n');
      }
    }
  }

  /** The first quote that opens a field, or -1. */
  private static int openQuote(CsvOptions options, byte[] bytes, int fieldStart, int to) {
    if (Bytes.indexOf(bytes, fieldStart, to, options.quote()) < 0) {
      return -1; // most records have none, and this is fast
    }
    int at = fieldStart;
    boolean startsField = true;
    while (at < to) {
      byte next = bytes[at];
      if (startsField && next == options.quote()) {
        return at;
      }
      startsField = next == options.delimiter();
      at += next == options.escape() ? 2 : 1;
    }
    return -1;
  }

  /** The quote that closes the field whose text starts at {@code from}, or -1. */
  private static int closeQuote(CsvOptions options, byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      byte next = bytes[at];
      if (next == options.escape()) {
        at++;
      } else if (next == options.quote()) {
        if (at + 1 == to || bytes[at + 1] != options.quote()) {
          return at;
        }
        at++;
      }
      at++;
    }
    return -1;
  }
}
