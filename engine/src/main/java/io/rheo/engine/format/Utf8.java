package io.rheo.engine.format;

import io.rheo.engine.column.Words;

/** Checks that bytes are well-formed UTF-8: no overlong forms, no surrogates, nothing cut off. */
public final class Utf8 {
  private Utf8() {}

  /** Whether {@code bytes[from, to)} is well-formed. */
  public static boolean isValid(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (bytes[at] >= 0) {
        at = skipAscii(bytes, at, to);
        continue;
      }
      int length = sequenceLength(bytes, at, to);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  private static int skipAscii(byte[] bytes, int from, int to) {
    int at = from;
    while (at + 8 <= to && (Words.get(bytes, at) & Words.HIGH_BITS) == 0) {
      at += 8;
    }
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /** The length of the sequence of two to four bytes at {@code at}; 0 if it is not one. */
  private static int sequenceLength(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (at + length > to) {
      return 0;
    }
    int second = bytes[at + 1] & 0xFF;
    int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > most) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
