package io.rheo.engine.format.json;

import io.rheo.engine.column.Words;
import io.rheo.engine.format.Utf8;

/**
 * Steps over JSON, checking it: each method takes the index at which something starts and returns
 * the index behind it, or {@link #BAD} if it is not that, is not well-formed, or does not end
 * before {@code end}. Bytes up to eight beyond {@code end} may be read, but do not count.
 *
 * <p>Whatever is stepped over here is taken by Jackson too; not the other way round.
 */
final class JsonText {
  static final int BAD = -1;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER_LENGTH = 900; // Jackson's limit is 1000
  private static final int MAX_NAME_LENGTH = 10_000;

  private JsonText() {}

  /** The index of the first byte that is not white space; may be {@code end}. */
  static int skipBlanks(byte[] json, int from, int end) {
    int at = from;
    while (at < end && isBlank(json[at])) {
      at++;
    }
    return at;
  }

  static boolean isBlank(byte next) {
    return next == ' ' || next == '\n' || next == '\r' || next == '\t';
  }

  /**
   * The index of the quote that closes the string whose text starts at {@code from}; {@link #BAD}
   * if the text has escapes.
   */
  static int endOfPlainString(byte[] json, int from, int end) {
    long all = 0;
    for (int at = from; at < end; at += 8) {
      long word = Words.get(json, at);
      long marks = Words.escaped(word);
      if (marks != 0) {
        int first = Words.first(marks);
        int stop = at + first;
        if (stop >= end || json[stop] != '"') {
          return BAD;
        }
        all |= Words.low(word, first);
        boolean fine = (all & Words.HIGH_BITS) == 0 || Utf8.isValid(json, from, stop);
        return fine ? stop : BAD;
      }
      all |= word;
    }
    return BAD;
  }

  /** As {@link #endOfPlainString}, but steps over escapes. */
  static int endOfString(byte[] json, int from, int end) {
    long all = 0;
    int at = from;
    while (at < end) {
      long word = Words.get(json, at);
      long marks = Words.escaped(word);
      if (marks == 0) {
        all |= word;
        at += 8;
        continue;
      }
      int first = Words.first(marks);
      all |= Words.low(word, first);
      int stop = at + first;
      if (stop >= end) {
        return BAD;
      }
      if (json[stop] == '"') {
        boolean fine = (all & Words.HIGH_BITS) == 0 || Utf8.isValid(json, from, stop);
        return fine ? stop : BAD;
      }
      at = json[stop] == '\\' ? skipEscape(json, stop + 1, end) : BAD;
      if (at == BAD) {
        return BAD;
      }
    }
    return BAD;
  }

  private static int skipEscape(byte[] json, int from, int end) {
    if (from >= end) {
      return BAD;
    }
    return switch (json[from]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> from + 1;
      case 'u' -> from + 5 <= end && hex(json, from + 1) >= 0 ? from + 5 : BAD;
      default -> BAD;
    };
  }

  /** The number of four hexadecimal digits, or a negative one. */
  static int hex(byte[] json, int from) {
    int value = 0;
    for (int at = from; at < from + 4; at++) {
      int digit = Character.digit(json[at], 16);
      if (digit < 0) {
        return BAD;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Steps over a number; it must not be the last thing before {@code end}. */
  static int skipNumber(byte[] json, int from, int end) {
    int at = json[from] == '-' ? from + 1 : from;
    int whole = at;
    at = skipDigits(json, at, end);
    if (at == whole || (json[whole] == '0' && at > whole + 1)) {
      return BAD;
    }
    if (at < end && json[at] == '.') {
      int fraction = at + 1;
      at = skipDigits(json, fraction, end);
      if (at == fraction) {
        return BAD;
      }
    }
    if (at < end && (json[at] | 0x20) == 'e') {
      at++;
      if (at < end && (json[at] == '+' || json[at] == '-')) {
        at++;
      }
      int exponent = at;
      at = skipDigits(json, at, end);
      if (at == exponent) {
        return BAD;
      }
    }
    return at < end && at - from <= MAX_NUMBER_LENGTH && endsValue(json[at]) ? at : BAD;
  }

  private static int skipDigits(byte[] json, int from, int end) {
    int at = from;
    while (at < end) {
      int digits = Words.digits(Words.get(json, at));
      at += digits;
      if (digits < Long.BYTES) {
        return Math.min(at, end);
      }
    }
    return end;
  }

  /** Whether a number or word may be followed by this byte. */
  static boolean endsValue(byte next) {
    return next == ',' || next == '}' || next == ']' || isBlank(next);
  }

  /** Steps over {@code true}, {@code false} or {@code null}. */
  static int skipWord(byte[] json, int from, int end) {
    String word =
        switch (json[from]) {
          case 't' -> "true";
          case 'f' -> "false";
          case 'n' -> "null";
          default -> "";
        };
    int to = from + word.length();
    if (word.isEmpty() || to >= end || !endsValue(json[to])) {
      return BAD;
    }
    for (int i = 1; i < word.length(); i++) {
      if (json[from + i] != word.charAt(i)) {
        return BAD;
      }
    }
    return to;
  }

  /** Steps over any value; it must not be the last thing before {@code end}. */
  static int skipValue(byte[] json, int from, int end) {
    return skipValue(json, from, end, MAX_DEPTH);
  }

  private static int skipValue(byte[] json, int from, int end, int depth) {
    if (from >= end || depth == 0) {
      return BAD;
    }
    switch (json[from]) {
      case '"' -> {
        int quote = endOfString(json, from + 1, end);
        return quote == BAD ? BAD : quote + 1;
      }
      case '{' -> {
        return skipObject(json, from + 1, end, depth);
      }
      case '[' -> {
        return skipArray(json, from + 1, end, depth);
      }
      case 't', 'f', 'n' -> {
        return skipWord(json, from, end);
      }
      default -> {
        return skipNumber(json, from, end);
      }
    }
  }

  private static int skipArray(byte[] json, int from, int end, int depth) {
    int at = skipBlanks(json, from, end);
    if (at < end && json[at] == ']') {
      return at + 1;
    }
    while (true) {
      at = skipValue(json, at, end, depth - 1);
      if (at == BAD) {
        return BAD;
      }
      at = skipBlanks(json, at, end);
      if (at >= end) {
        return BAD;
      }
      if (json[at] == ']') {
        return at + 1;
      }
      if (json[at] != ',') {
        return BAD;
      }
      at = skipBlanks(json, at + 1, end);
    }
  }

  private static int skipObject(byte[] json, int from, int end, int depth) {
    int at = skipBlanks(json, from, end);
    if (at < end && json[at] == '}') {
      return at + 1;
    }
    while (true) {
      at = skipName(json, at, end);
      if (at == BAD) {
        return BAD;
      }
      at = skipValue(json, at, end, depth - 1);
      if (at == BAD) {
        return BAD;
      }
      at = skipBlanks(json, at, end);
      if (at >= end) {
        return BAD;
      }
      if (json[at] == '}') {
        return at + 1;
      }
      if (json[at] != ',') {
        return BAD;
      }
      at = skipBlanks(json, at + 1, end);
    }
  }

  /** Steps over a name, its colon, and white space. */
  private static int skipName(byte[] json, int from, int end) {
    if (from >= end || json[from] != '"') {
      return BAD;
    }
    int quote = endOfString(json, from + 1, end);
    if (quote == BAD || quote - from > MAX_NAME_LENGTH) {
      return BAD;
    }
    int colon = skipBlanks(json, quote + 1, end);
    return colon < end && json[colon] == ':' ? skipBlanks(json, colon + 1, end) : BAD;
  }

  /** Whether only white space follows. */
  static boolean endsAt(byte[] json, int from, int end) {
    return skipBlanks(json, from, end) == end;
  }

  /** Whether the last byte of {@code [from, end)} that is not white space is a closing brace. */
  static boolean endsWithBrace(byte[] json, int from, int end) {
    int last = end - 1;
    while (last >= from && isBlank(json[last])) {
      last--;
    }
    return last >= from && json[last] == '}';
  }
}
