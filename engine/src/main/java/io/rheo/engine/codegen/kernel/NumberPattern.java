package io.rheo.engine.codegen.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A date pattern of numbers of fixed width and what stands between them, such as {@code yyyy-MM-dd
 * HH:mm:ss.SSS}: nearly all that people use.
 */
final class NumberPattern {
  private static final int MIN_DAY = -719_162; // 0001-01-01
  private static final int MAX_DAY = 2_932_896; // 9999-12-31

  /** What a part of a text is. */
  private enum Part {
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    MILLIS,
    OTHER
  }

  private final Part[] parts;
  private final byte[] others; // at the places of the parts
  private final int length;

  private NumberPattern(List<Part> parts, byte[] others, int length) {
    this.parts = parts.toArray(Part[]::new);
    this.others = others;
    this.length = length;
  }

  /** {@code null} if the pattern has something else. */
  static NumberPattern of(String pattern) {
    List<Part> parts = new ArrayList<>();
    byte[] others = new byte[pattern.length()];
    int length = 0;
    for (int at = 0, end; at < pattern.length(); at = end) {
      char letter = pattern.charAt(at);
      end = at + 1;
      while (end < pattern.length() && pattern.charAt(end) == letter && isAsciiLetter(letter)) {
        end++;
      }
      Part part = part(letter, end - at);
      if (part == null) {
        return null;
      }
      others[parts.size()] = (byte) letter;
      parts.add(part);
      length += end - at;
    }
    return new NumberPattern(parts, others, length);
  }

  private static boolean isAsciiLetter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
  }

  private static Part part(char letter, int count) {
    if (!isAsciiLetter(letter)) {
      return letter < 0x80 && "'[]{}#".indexOf(letter) < 0 ? Part.OTHER : null;
    }
    return switch (letter) {
      case 'y' -> count == 4 ? Part.YEAR : null;
      case 'M' -> count == 2 ? Part.MONTH : null;
      case 'd' -> count == 2 ? Part.DAY : null;
      case 'H' -> count == 2 ? Part.HOUR : null;
      case 'm' -> count == 2 ? Part.MINUTE : null;
      case 's' -> count == 2 ? Part.SECOND : null;
      case 'S' -> count == 3 ? Part.MILLIS : null;
      default -> null;
    };
  }

  /** The text; {@code null} if the year has not four digits, or is before the first. */
  Slice write(long millis) {
    long day = Math.floorDiv(millis, Times.DAY);
    if (day < MIN_DAY || day > MAX_DAY) {
      return null;
    }
    byte[] text = new byte[length];
    int at = 0;
    for (int i = 0; i < parts.length; i++) {
      at =
          switch (parts[i]) {
            case YEAR -> digits(text, at, 4, Times.year((int) day));
            case MONTH -> digits(text, at, 2, Times.month((int) day));
            case DAY -> digits(text, at, 2, Times.dayOfMonth((int) day));
            case HOUR -> digits(text, at, 2, part(millis, Times.DAY, Times.HOUR));
            case MINUTE -> digits(text, at, 2, part(millis, Times.HOUR, Times.MINUTE));
            case SECOND -> digits(text, at, 2, part(millis, Times.MINUTE, Times.SECOND));
            case MILLIS -> digits(text, at, 3, part(millis, Times.SECOND, 1));
            case OTHER -> {
              text[at] = others[i];
              yield at + 1;
            }
          };
    }
    return Slice.of(text);
  }

  private static int part(long millis, long of, long unit) {
    return (int) (Math.floorMod(millis, of) / unit);
  }

  private static int digits(byte[] text, int at, int count, int number) {
    int rest = number;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + count;
  }
}
