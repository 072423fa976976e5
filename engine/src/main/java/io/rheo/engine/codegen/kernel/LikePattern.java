package io.rheo.engine.codegen.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern of LIKE: {@code %} is any text, {@code _} any one character. Matches bytes of UTF-8
 * without decoding: the parts between {@code %} are searched one after the other, the leftmost
 * first, which is enough because a {@code %} takes up whatever is between.
 */
public final class LikePattern {
  private final Part[] parts;
  private final boolean startsFree;
  private final boolean endsFree;

  /**
   * What is between two {@code %}.
   *
   * @param bytes the characters in UTF-8, one byte 0 for each {@code _}
   * @param any which of these bytes stand for any one character; {@code null} if none does
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(byte[] bytes, boolean[] any) {}

  private LikePattern(Part[] parts, boolean startsFree, boolean endsFree) {
    this.parts = parts;
    this.startsFree = startsFree;
    this.endsFree = endsFree;
  }

  /** A pattern in which {@code escape} takes the meaning from the character after it. */
  public static LikePattern of(Slice pattern, Slice escape) {
    String character = escape.toString();
    if (character.codePointCount(0, character.length()) > 1) {
      throw new RowException("the escape of LIKE must be one character, not '" + character + "'");
    }
    return of(pattern.toString(), character.isEmpty() ? -1 : character.codePointAt(0));
  }

  /** A pattern without an escape character. */
  public static LikePattern of(Slice pattern) {
    return of(pattern.toString(), -1);
  }

  private static LikePattern of(String pattern, int escape) {
    List<Part> parts = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Integer> any = new ArrayList<>();
    boolean lastIsFree = false;
    for (int i = 0; i < pattern.length(); ) {
      int character = pattern.codePointAt(i);
      i += Character.charCount(character);
      lastIsFree = false;
      if (character == escape) {
        if (i == pattern.length()) {
          throw new RowException(
              "pattern '" + pattern + "' of LIKE ends with its escape character");
        }
        character = pattern.codePointAt(i);
        i += Character.charCount(character);
        bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
      } else if (character == '%') {
        addPart(parts, bytes, any);
        lastIsFree = true;
      } else if (character == '_') {
        any.add(bytes.size());
        bytes.write(0);
      } else {
        bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
      }
    }
    boolean startsFree = pattern.startsWith("%") && escape != '%';
    if (!lastIsFree || parts.isEmpty()) {
      boolean whole = parts.isEmpty() && !lastIsFree && !startsFree;
      addPart(parts, bytes, any);
      if (whole && parts.isEmpty()) {
        parts.add(new Part(new byte[0], null)); // the pattern '' matches the text '' only
      }
    }
    return new LikePattern(parts.toArray(Part[]::new), startsFree, lastIsFree);
  }

  private static void addPart(List<Part> parts, ByteArrayOutputStream bytes, List<Integer> any) {
    if (bytes.size() > 0) {
      boolean[] flags = any.isEmpty() ? null : new boolean[bytes.size()];
      any.forEach(index -> flags[index] = true);
      parts.add(new Part(bytes.toByteArray(), flags));
    }
    bytes.reset();
    any.clear();
  }

  public boolean matches(Slice text) {
    byte[] bytes = text.bytes();
    int at = text.start();
    int end = at + text.length();
    int first = 0;
    int last = parts.length;
    if (!startsFree) {
      at = matchAt(parts[0], bytes, at, end);
      if (at < 0 || last == 1) {
        return at >= 0 && (endsFree || at == end);
      }
      first = 1;
    }
    if (!endsFree) {
      last--;
    }
    for (int i = first; i < last; i++) {
      at = find(parts[i], bytes, at, end);
      if (at < 0) {
        return false;
      }
    }
    return endsFree || matchesEnd(parts[last], bytes, at, end);
  }

  private static int find(Part part, byte[] bytes, int from, int end) {
    if (part.any != null) {
      for (int at = from; at <= end; at++) {
        int after = isStart(bytes, at, end) ? matchAt(part, bytes, at, end) : -1;
        if (after >= 0) {
          return after;
        }
      }
      return -1;
    }
    byte[] wanted = part.bytes;
    byte head = wanted[0];
    for (int at = from; at <= end - wanted.length; at++) {
      if (bytes[at] == head && isAt(wanted, bytes, at)) {
        return at + wanted.length;
      }
    }
    return -1;
  }

  private static boolean matchesEnd(Part part, byte[] bytes, int from, int end) {
    if (part.any == null) {
      int at = end - part.bytes.length;
      return at >= from && isAt(part.bytes, bytes, at);
    }
    for (int at = from; at <= end; at++) {
      if (isStart(bytes, at, end) && matchAt(part, bytes, at, end) == end) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] wanted, byte[] bytes, int at) {
    return Arrays.equals(wanted, 0, wanted.length, bytes, at, at + wanted.length);
  }

  /** The position after the part, if it is at {@code at}; else -1. */
  private static int matchAt(Part part, byte[] bytes, int at, int end) {
    byte[] wanted = part.bytes;
    boolean[] any = part.any;
    if (any == null) {
      return at + wanted.length <= end && isAt(wanted, bytes, at) ? at + wanted.length : -1;
    }
    int position = at;
    for (int i = 0; i < wanted.length; i++) {
      if (position >= end) {
        return -1;
      } else if (any[i]) {
        position++;
        while (!isStart(bytes, position, end)) {
          position++;
        }
      } else if (bytes[position++] != wanted[i]) {
        return -1;
      }
    }
    return position;
  }

  /** Whether a character starts at {@code at}, or the text ends there. */
  private static boolean isStart(byte[] bytes, int at, int end) {
    return at >= end || (bytes[at] & 0xC0) != 0x80;
  }
}
