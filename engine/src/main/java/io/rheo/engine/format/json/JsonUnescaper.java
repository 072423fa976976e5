package io.rheo.engine.format.json;

/** Turns the text of a JSON string with escapes into plain UTF-8, in a buffer of its own. */
final class JsonUnescaper {
  private byte[] text = new byte[256];
  private int length;

  byte[] text() {
    return text;
  }

  int length() {
    return length;
  }

  /**
   * Unescapes {@code json[from, to)}, whose escapes were checked.
   *
   * @return false if it has half of a surrogate pair, which UTF-8 cannot express
   */
  boolean unescape(byte[] json, int from, int to) {
    if (text.length < to - from + 16) { // an escape is never shorter than what it stands for
      text = new byte[(to - from) * 2 + 16];
    }
    length = 0;
    int at = from;
    while (at < to) {
      byte next = json[at];
      if (next != '\\') {
        text[length++] = next;
        at++;
        continue;
      }
      if (json[at + 1] != 'u') {
        text[length++] = plain(json[at + 1]);
        at += 2;
        continue;
      }
      int codePoint = JsonText.hex(json, at + 2);
      at += 6;
      if (Character.isSurrogate((char) codePoint)) {
        codePoint = pair(codePoint, json, at, to);
        at += 6;
        if (codePoint < 0) {
          return false;
        }
      }
      put(codePoint);
    }
    return true;
  }

  private static byte plain(byte escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escaped;
    };
  }

  private static int pair(int high, byte[] json, int at, int to) {
    boolean follows = at + 6 <= to && json[at] == '\\' && json[at + 1] == 'u';
    if (!follows || !Character.isHighSurrogate((char) high)) {
      return JsonText.BAD;
    }
    int low = JsonText.hex(json, at + 2);
    return Character.isLowSurrogate((char) low)
        ? Character.toCodePoint((char) high, (char) low)
        : JsonText.BAD;
  }

  private void put(int codePoint) {
    if (codePoint < 0x80) {
      text[length++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      text[length++] = (byte) (0xC0 | codePoint >> 6);
      putContinuation(codePoint);
    } else if (codePoint < 0x10000) {
      text[length++] = (byte) (0xE0 | codePoint >> 12);
      putContinuation(codePoint >> 6);
      putContinuation(codePoint);
    } else {
      text[length++] = (byte) (0xF0 | codePoint >> 18);
      putContinuation(codePoint >> 12);
      putContinuation(codePoint >> 6);
      putContinuation(codePoint);
    }
  }

  private void putContinuation(int bits) {
    text[length++] = (byte) (0x80 | (bits & 0x3F));
  }
}
