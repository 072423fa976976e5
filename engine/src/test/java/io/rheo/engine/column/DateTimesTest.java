package io.rheo.engine.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.DateTimes.TimestampStyle;
import io.rheo.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimesTest {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  @Test
  void agreesWithJavaTimeOnEveryDayFromYear1To9999() {
    for (LocalDate day = LocalDate.of(1, 1, 1); day.getYear() < 10_000; day = day.plusDays(1)) {
      StringBuilder text = new StringBuilder();
      DateTimes.appendDate(text, day.toEpochDay());
      assertThat(text.toString()).isEqualTo(day.toString());
      byte[] bytes = ascii(day.toString());
      assertThat(DateTimes.parseDate(bytes, 0, bytes.length)).isEqualTo((int) day.toEpochDay());
    }
  }

  @Test
  void agreesWithJavaTimeOnRandomTimestamps() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    long first = LocalDateTime.of(1, 1, 1, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    long last = LocalDateTime.of(9999, 12, 31, 23, 59).toInstant(ZoneOffset.UTC).toEpochMilli();
    for (int i = 0; i < 20_000; i++) {
      long millis = first + (long) (random.nextDouble() * (last - first));
      String expected = FORMAT.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
      StringBuilder text = new StringBuilder();
      DateTimes.appendTimestamp(text, millis, 3, ' ');
      assertThat(text.toString()).as("seed %d", seed).isEqualTo(expected);
      assertThat(timestamp(expected)).as("seed %d", seed).isEqualTo(millis);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2020-04-15 08:05:00, 1586937900000",
    "2020-04-15T08:05:00, 1586937900000",
    "2020-04-15T08:05:00Z, 1586937900000",
    "2020-04-15T08:05, 1586937900000",
    "2020-04-15 08:05:00.1, 1586937900100",
    "2020-04-15 08:05:00.123456789, 1586937900123",
    "2020-04-15, 1586908800000",
    "1969-12-31 23:59:59.999, -1",
    "1969-12-31 23:59:59.9999, -1",
    "0001-01-01 00:00:00, -62135596800000",
    "9999-12-31 23:59:59.999, 253402300799999",
    "2000-02-29 00:00:00, 951782400000",
  })
  void readsTimestamps(String text, long millis) {
    assertThat(timestamp(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "2020-04-15T08:05:00+02:00, 1586930700000",
    "2020-04-15T08:05:00+0200, 1586930700000",
    "2020-04-15 08:05:00.500-03, 1586948700500",
    "2020-04-15T08:05:00Z, 1586937900000",
    "2020-04-15T08:05:00, 1586937900000",
    "2020-04-15, 1586908800000",
  })
  void readsInstants(String text, long millis) {
    byte[] bytes = ascii(text);
    assertThat(DateTimes.parseTimestamp(bytes, 0, bytes.length, TimestampStyle.ANY, true))
        .isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2020",
        "2020-04-15 ",
        "2020-04-15 8:05:00",
        "2020-04-15 08:05:0",
        "2020-04-15 08:05:00.",
        "2020-04-15 08:05:00.1234567890",
        "2020-04-15 08:05:00,1",
        "2020-04-15 08:05:60",
        "2020-04-15 24:00:00",
        "2020-04-15 08:60:00",
        "2020-04-31 08:05:00",
        "2021-02-29 08:05:00",
        "1900-02-29 08:05:00",
        "2020-13-15 08:05:00",
        "2020-00-15 08:05:00",
        "2020-04-00 08:05:00",
        "0000-04-15 08:05:00",
        "2020/04/15 08:05:00",
        "2020-04-15_08:05:00",
        "2020-04-15 08:05:00+02:00",
        "2020-04-15Z",
        "+020-04-15 08:05:00",
        "2020-04-15 08:05:00 ",
      })
  void refusesWhatIsNoTimestamp(String text) {
    assertThat(timestamp(text)).isEqualTo(DateTimes.NO_TIMESTAMP);
  }

  @Test
  void keepsToTheStyleAskedFor() {
    byte[] sql = ascii("2020-04-15 08:05:00");
    byte[] iso = ascii("2020-04-15T08:05:00");
    assertThat(DateTimes.parseTimestamp(sql, 0, 19, TimestampStyle.ISO_8601, false))
        .isEqualTo(DateTimes.NO_TIMESTAMP);
    assertThat(DateTimes.parseTimestamp(iso, 0, 19, TimestampStyle.SQL, false))
        .isEqualTo(DateTimes.NO_TIMESTAMP);
    assertThat(DateTimes.parseTimestamp(iso, 0, 19, TimestampStyle.ISO_8601, false))
        .isEqualTo(DateTimes.parseTimestamp(sql, 0, 19, TimestampStyle.SQL, false));
  }

  @ParameterizedTest
  @CsvSource({"1, +0-01", "14, +1-02", "-14, -1-02", "0, +0-00"})
  void writesMonthIntervals(long months, String expected) {
    StringBuilder text = new StringBuilder();
    DateTimes.appendMonthInterval(text, months);
    assertThat(text.toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "93784567, +1 02:03:04.567",
    "-93784567, -1 02:03:04.567",
    "-1, -0 00:00:00.001",
    "0, +0 00:00:00.000"
  })
  void writesDayIntervals(long millis, String expected) {
    StringBuilder text = new StringBuilder();
    DateTimes.appendDayInterval(text, millis);
    assertThat(text.toString()).isEqualTo(expected);
  }

  private static long timestamp(String text) {
    byte[] bytes = ascii(text);
    return DateTimes.parseTimestamp(bytes, 0, bytes.length, TimestampStyle.ANY, false);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
