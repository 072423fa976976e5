package io.rheo.engine.column;

import io.rheo.engine.column.DateTimes.TimestampStyle;

/**
 * Reads the timestamps of one column, with the results of {@link DateTimes#parseTimestamp}. Rows
 * mostly come in the order of time: of a timestamp in the minute of the one before it only the
 * seconds are read. Used by one thread.
 */
public final class TimestampParser {
  private static final int SECONDS = 16; // where they start, with a colon
  private static final int LENGTH = 23; // of yyyy-MM-dd HH:mm:ss.SSS

  private final TimestampStyle style;
  private final boolean instant;
  private long first; // of the text of the minute, in two words
  private long second;
  private long minute = DateTimes.NO_TIMESTAMP; // its milliseconds

  /**
   * @param instant whether texts name instants, see {@link DateTimes#parseTimestamp}
   */
  public TimestampParser(TimestampStyle style, boolean instant) {
    this.style = style;
    this.instant = instant;
  }

  /** Milliseconds since 1970, or {@link DateTimes#NO_TIMESTAMP}. */
  public long parse(byte[] text, int from, int to) {
    int seconds = isUsual(text, from, to) ? secondMillis(text, from + SECONDS) : -1;
    if (seconds < 0) {
      return DateTimes.parseTimestamp(text, from, to, style, instant);
    }
    long word = Words.get(text, from);
    long next = Words.get(text, from + Long.BYTES);
    if (word == first && next == second && minute != DateTimes.NO_TIMESTAMP) {
      return minute + seconds;
    }
    long millis = DateTimes.parseTimestamp(text, from, to, style, instant);
    if (millis != DateTimes.NO_TIMESTAMP) {
      first = word;
      second = next;
      minute = millis - seconds;
    }
    return millis;
  }

  /** Whether there are three digits of a second, and no offset. */
  private static boolean isUsual(byte[] text, int from, int to) {
    int length = to - from;
    return length == LENGTH || (length == LENGTH + 1 && text[to - 1] == 'Z');
  }

  /** The milliseconds of {@code :ss.SSS}; negative if it is something else. */
  private static int secondMillis(byte[] text, int at) {
    int tens = text[at + 1] - '0';
    int ones = text[at + 2] - '0';
    int tenths = text[at + 4] - '0';
    int hundredths = text[at + 5] - '0';
    int thousandths = text[at + 6] - '0';
    boolean fine =
        text[at] == ':'
            && text[at + 3] == '.'
            && (tens | ones | tenths | hundredths | thousandths) >= 0
            && tens <= 5
            && ones <= 9
            && tenths <= 9
            && hundredths <= 9
            && thousandths <= 9;
    return fine ? (tens * 10 + ones) * 1000 + tenths * 100 + hundredths * 10 + thousandths : -1;
  }
}
