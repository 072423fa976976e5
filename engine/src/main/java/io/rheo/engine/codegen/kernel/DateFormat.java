package io.rheo.engine.codegen.kernel;

/**
 * Timestamps by one pattern, as {@link DateFormats#format} writes them. It remembers the last text
 * and for which times that holds: rows mostly come by time, and texts of days or minutes are made
 * once then. Not for several threads.
 */
public final class DateFormat {
  private final Slice pattern;
  private final long unitMillis; // the text changes at multiples of it only
  private final NumberPattern numbers; // null if the pattern has more than numbers
  private Slice text;
  private long textStart;

  public DateFormat(Slice pattern) {
    this.pattern = pattern;
    String letters = pattern.toString();
    unitMillis = unit(letters);
    numbers = NumberPattern.of(letters);
  }

  /** Every letter counts, as if there were no quoted text: that makes the unit only smaller. */
  private static long unit(String pattern) {
    long unit = Times.DAY;
    for (int i = 0; i < pattern.length(); i++) {
      unit = Math.min(unit, unit(pattern.charAt(i)));
    }
    return unit;
  }

  private static long unit(char letter) {
    return switch (letter) {
      case 'G', 'u', 'y', 'D', 'M', 'L', 'd', 'g', 'Q', 'q', 'Y', 'w', 'W', 'E', 'e', 'c', 'F' ->
          Times.DAY;
      case 'a', 'h', 'K', 'k', 'H' -> Times.HOUR;
      case 'm' -> Times.MINUTE;
      case 's' -> Times.SECOND;
      default -> Character.isLetter(letter) ? 1 : Times.DAY;
    };
  }

  public Slice format(long millis) {
    long start = Times.floor(millis, unitMillis);
    if (text == null || start != textStart) {
      text = write(millis);
      textStart = start;
    }
    return text;
  }

  private Slice write(long millis) {
    Slice written = numbers == null ? null : numbers.write(millis);
    return written == null ? DateFormats.format(millis, pattern) : written;
  }
}
