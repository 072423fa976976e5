package io.rheo.engine.codegen.kernel;

import java.util.Arrays;
import java.util.Locale;

/** Functions on strings. Positions and lengths count code points, from 1, as in SQL. */
public final class Texts {
  private Texts() {}

  public static int length(Slice text) {
    return TextScan.characters(text.bytes(), text.start(), text.start() + text.length());
  }

  public static Slice concat(Slice a, Slice b) {
    byte[] joined = new byte[Math.addExact(a.length(), b.length())];
    System.arraycopy(a.bytes(), a.start(), joined, 0, a.length());
    System.arraycopy(b.bytes(), b.start(), joined, a.length(), b.length());
    return Slice.of(joined);
  }

  public static Slice upper(Slice text) {
    int from = TextScan.firstLetter(text.bytes(), text.start(), text.start() + text.length(), 'a');
    if (from == text.start() + text.length()) {
      return text;
    } else if (!text.isAscii()) {
      return Slice.of(text.toString().toUpperCase(Locale.ROOT));
    }
    return Slice.of(shifted(text, from - text.start(), 'a', 'A' - 'a'));
  }

  public static Slice lower(Slice text) {
    int from = TextScan.firstLetter(text.bytes(), text.start(), text.start() + text.length(), 'A');
    if (from == text.start() + text.length()) {
      return text;
    } else if (!text.isAscii()) {
      return Slice.of(text.toString().toLowerCase(Locale.ROOT));
    }
    return Slice.of(shifted(text, from - text.start(), 'A', 'a' - 'A'));
  }

  /**
   * The bytes with {@code difference} added to the letters of one case, of which none is sooner.
   */
  private static byte[] shifted(Slice text, int from, char first, int difference) {
    byte[] bytes = text.copy();
    for (int i = from; i < bytes.length; i++) {
      int isLetter =
          (((bytes[i] - first) & 0xFF) - 26) >> 31; // all ones or zero: no branch to guess
      bytes[i] += (byte) (isLetter & difference);
    }
    return bytes;
  }

  /** The text from position {@code from} on; a negative position counts from the end. */
  public static Slice substring(Slice text, int from) {
    return substring(text, from, Integer.MAX_VALUE);
  }

  /**
   * {@code count} characters from position {@code from} on, as Flink has it: a negative position
   * counts from the end, 0 is the start. {@code null} if the count is negative.
   */
  public static Slice substring(Slice text, int from, int count) {
    if (count < 0) {
      return null;
    }
    long start = from > 0 ? from - 1L : from;
    if (start < 0) {
      start += length(text);
      if (start < 0) {
        return Slice.EMPTY;
      }
    }
    int first = offset(text, start);
    Slice rest = text.part(first, text.length());
    return left(rest, count);
  }

  /** The first {@code count} characters. */
  public static Slice left(Slice text, int count) {
    if (text.length() <= count) {
      return text;
    }
    return text.part(0, offset(text, Math.max(0, count)));
  }

  /** The last {@code count} characters. */
  public static Slice right(Slice text, int count) {
    if (text.length() <= count) {
      return text;
    }
    return text.part(
        offset(text, Math.max(0, length(text) - (long) Math.max(0, count))), text.length());
  }

  /** Cut or filled with blanks to {@code length} characters. */
  public static Slice padded(Slice text, int length) {
    int missing = length - length(text);
    if (missing <= 0) {
      return left(text, length);
    }
    byte[] bytes = Arrays.copyOf(text.copy(), text.length() + missing);
    Arrays.fill(bytes, text.length(), bytes.length, (byte) ' ');
    return Slice.of(bytes);
  }

  /** The byte at which the character with this index, from 0, starts; the end if there is none. */
  private static int offset(Slice text, long index) {
    byte[] bytes = text.bytes();
    int end = text.start() + text.length();
    long left = index;
    int at = text.start();
    while (at < end && left > 0) {
      at++;
      while (at < end && (bytes[at] & 0xC0) == 0x80) {
        at++;
      }
      left--;
    }
    return at - text.start();
  }

  /** Without the leading and trailing characters that {@code trimmed} is made of. */
  public static Slice trim(Slice trimmed, Slice text, boolean leading, boolean trailing) {
    if (trimmed.length() == 1) {
      return trimByte(trimmed.at(0), text, leading, trailing);
    }
    String remove = trimmed.toString();
    int[] characters = text.toString().codePoints().toArray();
    int from = 0;
    int to = characters.length;
    while (leading && from < to && remove.indexOf(characters[from]) >= 0) {
      from++;
    }
    while (trailing && from < to && remove.indexOf(characters[to - 1]) >= 0) {
      to--;
    }
    return Slice.of(new String(characters, from, to - from));
  }

  private static Slice trimByte(byte remove, Slice text, boolean leading, boolean trailing) {
    int from = 0;
    int to = text.length();
    while (leading && from < to && text.at(from) == remove) {
      from++;
    }
    while (trailing && from < to && text.at(to - 1) == remove) {
      to--;
    }
    return text.part(from, to);
  }

  /** Where {@code wanted} first is in {@code text}; 0 if it is not. */
  public static int position(Slice wanted, Slice text) {
    return position(wanted, text, 1);
  }

  /** Where {@code wanted} first is in {@code text} at or after a position; 0 if it is not. */
  public static int position(Slice wanted, Slice text, int from) {
    if (from < 1) {
      return 0;
    }
    int at = indexOf(text, wanted, offset(text, from - 1L));
    return at < 0 ? 0 : length(text.part(0, at)) + 1;
  }

  /** The byte at which {@code wanted} starts, at or after {@code from}; -1 if it is not there. */
  static int indexOf(Slice text, Slice wanted, int from) {
    if (wanted.length() == 0) {
      return from <= text.length() ? from : -1;
    }
    int start = text.start();
    int at = TextScan.indexOf(text.bytes(), start + from, start + text.length(), wanted);
    return at < 0 ? -1 : at - start;
  }

  public static boolean startsWith(Slice text, Slice prefix) {
    return text.length() >= prefix.length() && Slice.equal(text.part(0, prefix.length()), prefix);
  }

  public static boolean endsWith(Slice text, Slice suffix) {
    int from = text.length() - suffix.length();
    return from >= 0 && Slice.equal(text.part(from, text.length()), suffix);
  }

  public static Slice replace(Slice text, Slice wanted, Slice replacement) {
    int found = wanted.length() == 0 ? -1 : indexOf(text, wanted, 0);
    if (found < 0) {
      return text;
    }
    int longer = replacement.length() - wanted.length();
    int room = longer > 0 ? Math.multiplyExact(longer, occurrences(text, wanted)) : 0;
    byte[] replaced = new byte[Math.addExact(text.length(), room)];
    int from = 0;
    int to = 0;
    for (; found >= 0; found = indexOf(text, wanted, from)) {
      System.arraycopy(text.bytes(), text.start() + from, replaced, to, found - from);
      to += found - from;
      System.arraycopy(
          replacement.bytes(), replacement.start(), replaced, to, replacement.length());
      to += replacement.length();
      from = found + wanted.length();
    }
    System.arraycopy(text.bytes(), text.start() + from, replaced, to, text.length() - from);
    return new Slice(replaced, 0, to + text.length() - from);
  }

  private static int occurrences(Slice text, Slice wanted) {
    return TextScan.count(text.bytes(), text.start(), text.start() + text.length(), wanted);
  }

  /** By how much {@link #replace} makes a text longer. */
  public static int lengthAdded(Slice text, Slice wanted, Slice replacement) {
    return wanted.length() == 0
        ? 0
        : Math.multiplyExact(length(replacement) - length(wanted), occurrences(text, wanted));
  }

  /** The first {@code length} bytes. */
  public static Slice leftBytes(Slice bytes, int length) {
    return bytes.length() <= length ? bytes : bytes.part(0, length);
  }

  /** Exactly {@code length} bytes: cut, or padded with zeros. */
  public static Slice bytes(Slice bytes, int length) {
    return bytes.length() >= length
        ? leftBytes(bytes, length)
        : Slice.of(Arrays.copyOf(bytes.copy(), length));
  }
}
