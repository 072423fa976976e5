package io.rheo.engine.codegen.kernel;

import java.nio.charset.StandardCharsets;
import java.util.IllegalFormatException;

/** Functions that change text as Flink does. Positions and lengths count code points, from 1. */
public final class TextEdits {
  /** The longest text that padding and repeating make. */
  private static final int LENGTH_MAX = 1 << 24;

  private static final Slice BLANK = Slice.of(" ");

  private TextEdits() {}

  public static Slice padLeft(Slice text, int length) {
    return padLeft(text, length, BLANK);
  }

  /** {@code null} if the length is negative or there is nothing to fill up with. */
  public static Slice padLeft(Slice text, int length, Slice fill) {
    return pad(text, length, fill, true);
  }

  public static Slice padRight(Slice text, int length) {
    return padRight(text, length, BLANK);
  }

  /** {@code null} if the length is negative or there is nothing to fill up with. */
  public static Slice padRight(Slice text, int length, Slice fill) {
    return pad(text, length, fill, false);
  }

  private static Slice pad(Slice text, int length, Slice fill, boolean left) {
    if (length < 0 || fill.length() == 0) {
      return null;
    }
    if (length > LENGTH_MAX) {
      throw new RowException("a text of " + length + " characters is too long");
    }
    int missing = length - Texts.length(text);
    if (missing <= 0) {
      return Texts.left(text, length);
    }
    int fillLength = Texts.length(fill);
    int wholeFills = missing / fillLength;
    Slice partFill = Texts.left(fill, missing % fillLength);
    byte[] padded =
        new byte[text.length() + Math.multiplyExact(wholeFills, fill.length()) + partFill.length()];
    int at = left ? 0 : append(text, padded, 0);
    for (int i = 0; i < wholeFills; i++) {
      at = append(fill, padded, at);
    }
    at = append(partFill, padded, at);
    if (left) {
      append(text, padded, at);
    }
    return Slice.of(padded);
  }

  private static int append(Slice text, byte[] to, int at) {
    System.arraycopy(text.bytes(), text.start(), to, at, text.length());
    return at + text.length();
  }

  /** Nothing if the count is not positive. */
  public static Slice repeat(Slice text, int count) {
    long length = (long) text.length() * Math.max(0, count);
    if (length > LENGTH_MAX) {
      throw new RowException("a text of " + length + " bytes is too long");
    }
    byte[] repeated = new byte[(int) length];
    for (int at = 0; at < repeated.length; ) {
      at = append(text, repeated, at);
    }
    return Slice.of(repeated);
  }

  /** So many blanks. */
  public static Slice space(int count) {
    return repeat(BLANK, count);
  }

  public static Slice trim(Slice text) {
    return Texts.trim(BLANK, text, true, true);
  }

  /** Without characters of a set at both ends. */
  public static Slice trim(Slice text, Slice characters) {
    return Texts.trim(characters, text, true, true);
  }

  public static Slice trimLeft(Slice text) {
    return Texts.trim(BLANK, text, true, false);
  }

  public static Slice trimLeft(Slice text, Slice characters) {
    return Texts.trim(characters, text, true, false);
  }

  public static Slice trimRight(Slice text) {
    return Texts.trim(BLANK, text, false, true);
  }

  public static Slice trimRight(Slice text, Slice characters) {
    return Texts.trim(characters, text, false, true);
  }

  /** As many characters from {@code start} on are replaced as the replacement has. */
  public static Slice overlay(Slice text, Slice replacement, int start) {
    return overlay(text, replacement, start, Texts.length(replacement));
  }

  /** The text itself if it does not reach to the start; a negative count is all of the rest. */
  public static Slice overlay(Slice text, Slice replacement, int start, int count) {
    int length = Texts.length(text);
    if (start < 1 || start > length) {
      return text;
    }
    Slice changed = Texts.concat(Texts.left(text, start - 1), replacement);
    long rest = count < 0 ? 0 : length - (start - 1L) - count;
    return rest <= 0 ? changed : Texts.concat(changed, Texts.right(text, (int) rest));
  }

  /**
   * Each character that is in {@code from} becomes the one at the same place in {@code to}, and
   * goes away if there is none. NULL in place of either is an empty text.
   */
  public static Slice translate(Slice text, Slice from, Slice to) {
    if (text == null || from == null || from.length() == 0) {
      return text;
    }
    int[] wanted = from.toString().codePoints().toArray();
    int[] replacements = to == null ? new int[0] : to.toString().codePoints().toArray();
    StringBuilder translated = new StringBuilder(text.length());
    text.toString()
        .codePoints()
        .forEach(
            character -> {
              int place = indexOf(wanted, character);
              if (place < 0) {
                translated.appendCodePoint(character);
              } else if (place < replacements.length) {
                translated.appendCodePoint(replacements[place]);
              }
            });
    return Slice.of(translated.toString());
  }

  private static int indexOf(int[] characters, int wanted) {
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** The character with this number of Latin-1, modulo 256; nothing for negative numbers. */
  public static Slice chr(long number) {
    if (number < 0) {
      return Slice.EMPTY;
    }
    byte[] latin = {(byte) number};
    return Slice.of(new String(latin, StandardCharsets.ISO_8859_1));
  }

  /** Like {@code String.format}; {@code null} if the format is or does not fit the arguments. */
  public static Slice printf(Slice format, Object[] arguments) {
    if (format == null) {
      return null;
    }
    try {
      return Slice.of(String.format(java.util.Locale.ROOT, format.toString(), arguments));
    } catch (IllegalFormatException e) {
      return null; // as Flink; the exception is the answer
    }
  }
}
