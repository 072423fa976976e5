package io.rheo.engine.format.json;

import io.rheo.engine.format.ByteSink;
import java.nio.charset.StandardCharsets;

/** Writes texts as JSON strings: quoted, with only those escapes that JSON demands. */
final class JsonStrings {
  private static final String HEX = "0123456789abcdef";

  private JsonStrings() {}

  static void put(String text, ByteSink out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    put(bytes, 0, bytes.length, out);
  }

  /** The text is in UTF-8. */
  static void put(byte[] text, int offset, int length, ByteSink out) {
    out.put('"');
    int written = offset;
    int end = offset + length;
    for (int at = offset; at < end; at++) {
      byte next = text[at];
      if ((next >= 0 && next < 0x20) || next == '"' || next == '\\') {
        out.put(text, written, at - written);
        putEscape(next, out);
        written = at + 1;
      }
    }
    out.put(text, written, end - written);
    out.put('"');
  }

  private static void putEscape(byte next, ByteSink out) {
    out.put('\\');
    switch (next) {
      case '\n' -> out.put('n');
      case '\r' -> out.put('r');
      case '\t' -> out.put('t');
      case '\b' -> out.put('b');
      case '\f' -> out.put('f');
      case '"', '\\' -> out.put(next);
      default -> {
        out.putAscii("u00");
        out.put(HEX.charAt(next >> 4));
        out.put(HEX.charAt(next & 15));
      }
    }
  }
}
