package io.rheo.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTimeTest {
  private static LocalTime clock(String zone) {
    return LocalTime.of(Optional.of(ZoneId.of(zone)));
  }

  private static long instant(String text) {
    return Instant.parse(text).toEpochMilli();
  }

  private static long local(String text) {
    return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-01-01T01:00:00",
    "2026-03-29T00:59:59.999Z, 2026-03-29T01:59:59.999",
    "2026-03-29T01:00:00Z, 2026-03-29T03:00:00",
    "2026-10-25T00:59:59.999Z, 2026-10-25T02:59:59.999",
    "2026-10-25T01:00:00Z, 2026-10-25T02:00:00",
  })
  void showsInstants(String instant, String local) {
    assertThat(clock("Europe/Zurich").toLocal(instant(instant))).isEqualTo(local(local));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T02:30:00, 2026-03-29T00:59:59.999Z", // skipped
    "2026-10-25T02:30:00, 2026-10-25T01:30:00Z", // twice: the later one
    "2026-10-25T03:00:00, 2026-10-25T02:00:00Z",
  })
  void findsTheLastInstantOfALocalTime(String local, String instant) {
    assertThat(clock("Europe/Zurich").toInstant(local(local))).isEqualTo(instant(instant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo"})
  void noLocalTimeUpToTheWatermarkComesAgain(String zone) {
    long seed = Seeds.next();
    Random random = new Random(seed);
    LocalTime clock = clock(zone);
    long hour = 3_600_000;
    long from = instant("2026-01-01T00:00:00Z");
    for (int i = 0; i < 20_000; i++) {
      long watermark = from + random.nextInt(365 * 24) * hour + random.nextInt(3) - 1;
      long local = clock.watermark(watermark);
      long later = watermark + 1 + random.nextInt(3) * hour;
      assertThat(clock.toLocal(later)).as("seed %d", seed).isGreaterThan(local);
      long end = clock.toInstant(local);
      assertThat(clock.watermark(end)).as("seed %d", seed).isGreaterThanOrEqualTo(local);
    }
  }

  @Test
  void withoutAZoneNothingChanges() {
    LocalTime clock = LocalTime.of(Optional.empty());
    assertThat(clock.isSame()).isTrue();
    assertThat(clock.toLocal(5) + clock.toInstant(6) + clock.watermark(7)).isEqualTo(18);
  }
}
