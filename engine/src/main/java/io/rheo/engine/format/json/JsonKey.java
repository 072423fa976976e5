package io.rheo.engine.format.json;

import io.rheo.engine.column.Words;
import java.util.Arrays;

/**
 * What stands before a value, as seen in some record: the comma (or the opening brace), the name,
 * the colon and all white space, such as {@code , "price": }. Records of one source mostly look
 * alike, so each key remembers which one came next the last time.
 */
final class JsonKey {
  private final byte[] bytes;
  private final long first; // the first eight bytes, masked
  private final long firstMask;
  private final long second;
  private final long secondMask;
  private final ScanColumn column; // null: the value is not wanted
  private JsonKey next;

  /** The start of every record. */
  static JsonKey start() {
    return new JsonKey(new byte[0], null);
  }

  JsonKey(byte[] bytes, ScanColumn column) {
    this.bytes = bytes;
    this.column = column;
    byte[] padded = Arrays.copyOf(bytes, Math.max(16, bytes.length));
    firstMask = mask(bytes.length);
    secondMask = mask(bytes.length - 8);
    first = Words.get(padded, 0) & firstMask;
    second = Words.get(padded, 8) & secondMask;
  }

  private static long mask(int length) {
    return length >= 8 ? -1L : length <= 0 ? 0L : (1L << (length << 3)) - 1;
  }

  int length() {
    return bytes.length;
  }

  ScanColumn column() {
    return column;
  }

  JsonKey next() {
    return next;
  }

  void setNext(JsonKey key) {
    next = key;
  }

  /** Whether this key is at {@code at}; up to 16 bytes from there may be read, whatever it is. */
  boolean isAt(byte[] json, int at, int end) {
    if (((Words.get(json, at) ^ first) & firstMask) != 0
        || ((Words.get(json, at + 8) ^ second) & secondMask) != 0) {
      return false;
    }
    return bytes.length <= 16 || isEqual(json, at, end);
  }

  private boolean isEqual(byte[] json, int at, int end) {
    int to = at + bytes.length;
    return to <= end && Arrays.equals(json, at, to, bytes, 0, bytes.length);
  }
}
