package io.rheo.engine.codegen.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Parts of strings by separator and by place; {@code null} where there is none. */
public final class TextParts {
  private static final Slice COMMA = Slice.of(",");
  private static final Slice EQUALS = Slice.of("=");

  private TextParts() {}

  /**
   * The part with this index, from 0, between separators; the whole text without one.
   *
   * @return the part, packed
   */
  public static long splitIndex(Slice text, Slice separator, int index) {
    int length = separator.length();
    if (length == 1) {
      return splitIndex(text, separator.at(0), index);
    } else if (length == 0) {
      return index == 0 ? Slice.packed(text.start(), text.length()) : Slice.PACKED_NULL;
    }
    int start = index < 0 ? -1 : 0;
    for (int left = index; left > 0 && start >= 0; left--) {
      int end = Texts.indexOf(text, separator, start);
      start = end < 0 ? -1 : end + length;
    }
    if (start < 0) {
      return Slice.PACKED_NULL;
    }
    int end = Texts.indexOf(text, separator, start);
    return Slice.packed(text.start() + start, (end < 0 ? text.length() : end) - start);
  }

  /** Like {@link #splitIndex(Slice, Slice, int)} with a character's number, up to 255. */
  public static long splitIndex(Slice text, int separator, int index) {
    if (separator <= 0 || separator > 255) {
      return Slice.PACKED_NULL;
    }
    return separator < 0x80
        ? splitIndex(text, (byte) separator, index)
        : splitIndex(text, Slice.of(String.valueOf((char) separator)), index);
  }

  private static long splitIndex(Slice text, byte separator, int index) {
    byte[] bytes = text.bytes();
    int to = text.start() + text.length();
    int start = text.start();
    if (index != 0) {
      int before = index < 0 ? -1 : TextScan.indexOf(bytes, start, to, separator, index);
      if (before < 0) {
        return Slice.PACKED_NULL;
      }
      start = before + 1;
    }
    int end = TextScan.indexOf(bytes, start, to, separator);
    return Slice.packed(start, (end < 0 ? to : end) - start);
  }

  /** All parts between separators; the characters if the separator is empty. */
  public static Object split(Slice text, Slice separator) {
    List<String> parts = new ArrayList<>();
    if (separator.length() == 0) {
      text.toString().codePoints().forEach(c -> parts.add(Character.toString(c)));
      return parts;
    }
    int start = 0;
    for (int end; (end = Texts.indexOf(text, separator, start)) >= 0; ) {
      parts.add(text.part(start, end).toString());
      start = end + separator.length();
    }
    parts.add(text.part(start, text.length()).toString());
    return parts;
  }

  /**
   * PostgreSQL's parts between separators: none of an empty text; the text itself if the separator
   * is empty, its characters if that is NULL.
   */
  public static Object toArray(Slice text, Slice separator) {
    if (text == null) {
      return null;
    } else if (text.length() == 0) {
      return new ArrayList<String>();
    } else if (separator == null) {
      return split(text, Slice.of(""));
    }
    return separator.length() == 0 ? List.of(text.toString()) : split(text, separator);
  }

  /** The same with NULL for each part that is {@code nullText}. */
  public static Object toArray(Slice text, Slice separator, Slice nullText) {
    Object parts = toArray(text, separator);
    if (parts == null || nullText == null) {
      return parts;
    }
    List<Object> result = new ArrayList<>((List<?>) parts);
    result.replaceAll(part -> nullText.toString().equals(part) ? null : part);
    return result;
  }

  /** {@code k=v,k=v}. */
  public static Object toMap(Slice text) {
    return toMap(text, COMMA, EQUALS);
  }

  /** {@code k=v} with something between entries: a regular expression. */
  public static Object toMap(Slice text, Slice entrySeparator) {
    return toMap(text, entrySeparator, EQUALS);
  }

  /**
   * Keys and values in their order, separators given as regular expressions, which must be some; a
   * key without separator has the value NULL.
   */
  public static Object toMap(Slice text, Slice entrySeparator, Slice valueSeparator) {
    Pattern entries = separator(entrySeparator);
    Pattern values = separator(valueSeparator);
    Map<Object, Object> map = new LinkedHashMap<>();
    if (text.length() > 0) {
      for (String entry : entries.split(text.toString(), 0)) {
        String[] pair = values.split(entry, 2);
        map.put(pair[0], pair.length > 1 ? pair[1] : null);
      }
    }
    return map;
  }

  private static Pattern separator(Slice regex) {
    Regex compiled = Regexes.of(regex);
    if (compiled == null) {
      throw new RowException("'" + regex + "' is not a regular expression");
    }
    return compiled.pattern();
  }

  /** The text with this number, from 1; {@code null} for no number. */
  public static Slice elt(Long number, Slice[] texts) {
    if (number == null) {
      return null;
    }
    if (number < 1 || number > texts.length) {
      throw new RowException("ELT has texts 1 to " + texts.length + ", none at " + number);
    }
    return texts[(int) (number - 1)];
  }

  /** Where {@code part} first is, from 1; 0 if it is nowhere. */
  public static int indexOf(Slice text, Slice part) {
    return Texts.position(part, text);
  }

  /** Where {@code part} first is at or after a position, or at or before one from the end. */
  public static int indexOf(Slice text, Slice part, int from) {
    return indexOf(text, part, from, 1);
  }

  /**
   * The {@code occurrence}th place of {@code part}, from position {@code from} on; if that is
   * negative, backwards from so many characters before the end. 0 if there is none.
   */
  public static int indexOf(Slice text, Slice part, int from, int occurrence) {
    if (from == 0 || occurrence < 1) {
      return 0;
    }
    String string = text.toString();
    String wanted = part.toString();
    boolean forward = from > 0;
    int at = forward ? from - 1 : string.length() + from;
    for (int left = occurrence; ; at += forward ? 1 : -1) {
      at = at < 0 ? -1 : forward ? string.indexOf(wanted, at) : string.lastIndexOf(wanted, at);
      if (at < 0) {
        return 0;
      }
      if (--left == 0) {
        return string.codePointCount(0, at) + 1;
      }
    }
  }
}
