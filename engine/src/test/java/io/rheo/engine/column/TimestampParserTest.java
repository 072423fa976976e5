package io.rheo.engine.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.DateTimes.TimestampStyle;
import io.rheo.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it remembers of one text changes nothing about the next. */
class TimestampParserTest {
  private static final String[] ENDS = {"", "", "", "", "Z", "+02:00", "-0130", "1", "+1", "ZZ"};

  @ParameterizedTest
  @CsvSource({"ANY, false", "ANY, true", "SQL, false", "ISO_8601, true"})
  void givesWhatParsingEachTextAloneGives(TimestampStyle style, boolean instant) {
    long seed = Seeds.next();
    Random random = new Random(seed);
    TimestampParser parser = new TimestampParser(style, instant);
    int good = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] text = ("#" + text(random) + "#").getBytes(StandardCharsets.ISO_8859_1);
      long expected = DateTimes.parseTimestamp(text, 1, text.length - 1, style, instant);
      assertThat(parser.parse(text, 1, text.length - 1))
          .as("seed %d: %s", seed, new String(text, StandardCharsets.ISO_8859_1))
          .isEqualTo(expected);
      good += expected == DateTimes.NO_TIMESTAMP ? 0 : 1;
    }
    assertThat(good).isGreaterThan(5_000);
  }

  /** Mostly in one of three minutes; now and then with a wrong byte, or of another length. */
  private static String text(Random random) {
    String day = random.nextInt(3) > 0 ? "2026-01-31" : "2026-02-31"; // there is no such day
    String text =
        day
            + (random.nextBoolean() ? " " : "T")
            + "23:5%d:%02d.%03d"
                .formatted(random.nextInt(2), random.nextInt(62), random.nextInt(1000))
            + ENDS[random.nextInt(ENDS.length)];
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, random.nextInt(text.length()));
      case 1 -> {
        int at = random.nextInt(text.length());
        yield text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
      }
      default -> text;
    };
  }
}
