package io.rheo.engine.codegen.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.testing.Seeds;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateFormatTest {
  private static final long FIRST = Instant.parse("-9999-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST = Instant.parse("+12000-01-01T00:00:00Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM-dd",
        "HH:mm",
        "yyyy-MM-dd HH:mm:ss.SSS",
        "yyyyMMddHHmmssSSS",
        "yyyy-MM-dd'T'HH:mm:ss",
        "dd.MM.yyyy, HH 'Uhr'",
        "yy/M/d h:mm a",
        "EEEE d MMMM uuuu",
        "YYYY 'week' ww e",
        "HH:mm:ss.S",
        "A N n",
        "D QQQ G",
        "k K",
        "[HH]:mm",
        "ppH:mm",
        "日 dd",
        "-",
        "B"
      })
  void writesWhatJavaWrites(String pattern) {
    long seed = Seeds.next();
    Random random = new Random(seed);
    DateFormat format = new DateFormat(Slice.of(pattern));
    DateTimeFormatter expected = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    long millis = 0;
    for (int i = 0; i < 3_000; i++) {
      // Mostly a little later or earlier, so that the last text holds, or only just does not.
      millis =
          random.nextInt(20) == 0
              ? random.nextLong(FIRST, LAST)
              : millis + random.nextLong(-1L << random.nextInt(28), 1L << random.nextInt(28));
      LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
      assertThat(format.format(millis).toString())
          .as("seed " + seed + ", " + time)
          .isEqualTo(expected.format(time));
    }
  }

  @Test
  void saysForEachTimeThatAPatternIsWrong() {
    DateFormat format = new DateFormat(Slice.of("yyyy-bb"));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> format.format(0))
          .isInstanceOf(RowException.class)
          .hasMessageContaining("'yyyy-bb' is not a date pattern");
    }
  }
}
