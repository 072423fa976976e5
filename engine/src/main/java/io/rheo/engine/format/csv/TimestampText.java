package io.rheo.engine.format.csv;

import io.rheo.engine.column.DateTimes;
import io.rheo.engine.format.ByteSink;
import java.nio.charset.StandardCharsets;

/**
 * Writes the timestamps of a column, as {@link DateTimes} does. It remembers the text of a second:
 * rows mostly come by time. Used by one thread.
 */
final class TimestampText {
  private static final long SECOND_MILLIS = 1000;

  private final int precision;
  private byte[] text; // up to the second; null before the first
  private long second;

  /**
   * @param precision how many digits of a second's fraction are written, 0 to 3
   */
  TimestampText(int precision) {
    this.precision = precision;
  }

  void put(long millis, ByteSink out) {
    long wanted = Math.floorDiv(millis, SECOND_MILLIS);
    if (text == null || wanted != second) {
      StringBuilder written = new StringBuilder();
      DateTimes.appendTimestamp(written, wanted * SECOND_MILLIS, 0, ' ');
      text = written.toString().getBytes(StandardCharsets.US_ASCII);
      second = wanted;
    }
    out.put(text, 0, text.length);
    int fraction = (int) (millis - wanted * SECOND_MILLIS);
    if (precision > 0) {
      out.put('.');
      out.put('0' + fraction / 100);
    }
    if (precision > 1) {
      out.put('0' + fraction / 10 % 10);
    }
    if (precision > 2) {
      out.put('0' + fraction % 10);
    }
  }
}
