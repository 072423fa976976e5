package io.rheo.shell.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalTextTest {
  private static final DateTimeFormatter REFERENCE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:00:00, 3, 2026-01-31 10:00:00.000",
    "2026-01-31T10:00:00.120, 2, 2026-01-31 10:00:00.12",
    "2026-01-31T10:00:00.129, 1, 2026-01-31 10:00:00.1",
    "1969-12-31T23:59:59.999, 0, 1969-12-31 23:59:59",
    "0000-02-29T00:00:00, 0, 0000-02-29 00:00:00",
    "12345-03-01T00:00:00, 0, 12345-03-01 00:00:00",
    "-0045-03-15T00:00:00, 0, -0045-03-15 00:00:00",
  })
  void writesTimestamps(String dateTime, int digits, String expected) {
    String iso = dateTime.startsWith("12345") ? "+" + dateTime : dateTime;
    long millis = LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).toEpochMilli();
    StringBuilder out = new StringBuilder();
    TemporalText.appendTimestamp(out, millis, digits);
    assertThat(out.toString()).isEqualTo(expected);
  }

  @Test
  void agreesWithTheLibrary() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    long first = LocalDate.of(0, 1, 1).toEpochDay();
    long last = LocalDate.of(9999, 12, 31).toEpochDay();
    for (int i = 0; i < 100_000; i++) {
      long day = first + random.nextInt((int) (last - first));
      long millis = day * 86_400_000 + random.nextInt(86_400_000);
      StringBuilder out = new StringBuilder();
      TemporalText.appendTimestamp(out, millis, 3);
      LocalDateTime expected =
          LocalDateTime.ofEpochSecond(
              Math.floorDiv(millis, 1000),
              (int) Math.floorMod(millis, 1000L) * 1_000_000,
              ZoneOffset.UTC);
      assertThat(out.toString()).as("seed %d", seed).isEqualTo(REFERENCE.format(expected));
    }
  }
}
