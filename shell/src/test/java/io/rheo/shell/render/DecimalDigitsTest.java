package io.rheo.shell.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalDigitsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "-1.5, -1.5",
    "101.25, 101.25",
    "-0.0001, -0.0001",
    "0.00012, 0.00012",
    "123456789012.5, 123456789012.5",
    "0.1, 0.1",
    "0.30000000000000004, 0.30000000000000004",
    "33.333333333333336, 33.333333333333336",
    "2e23, 2E23",
    "2.0E-3, 0.002",
    "0.000001, 0.000001",
    "0.0000001, 1E-7",
    "1.25e-7, 1.25E-7",
    "1e20, 100000000000000000000.0",
    "1.5e21, 1.5E21",
    "1e21, 1E21",
    "1e22, 1E22",
    "9007199254740993, 9007199254740992.0",
    "1.7976931348623157E308, 1.7976931348623157E308",
    "4.9E-324, 4.9E-324",
    "NaN, NaN",
    "Infinity, Infinity",
    "-Infinity, -Infinity",
  })
  void laysDoublesOut(double value, String expected) {
    assertThat(text(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "1, 1.0", "16777216, 16777216.0", "3.4028235E38, 3.4028235E38"})
  void laysFloatsOut(float value, String expected) {
    StringBuilder out = new StringBuilder();
    DecimalDigits.append(out, value);
    assertThat(out.toString()).isEqualTo(expected);
  }

  @Test
  void readsBackExactlyAndWithNoDigitTooMany() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      double value = randomDouble(random, i);
      String text = text(value);
      assertThat(Double.parseDouble(text)).as("seed %d: %s", seed, text).isEqualTo(value);
      assertThat(isShortest(text, value)).as("seed %d: %s is the shortest", seed, text).isTrue();
    }
  }

  private static double randomDouble(Random random, int i) {
    return switch (i % 4) {
      case 0 -> (random.nextInt(2_000_000) - 1_000_000) / 100.0;
      case 1 -> random.nextGaussian() * 1e3;
      case 2 -> random.nextInt(1_000) / (double) (1 + random.nextInt(97));
      default -> {
        double any = Double.longBitsToDouble(random.nextLong());
        yield Double.isFinite(any) && Math.abs(any) > Double.MIN_NORMAL ? any : 1.0;
      }
    };
  }

  /** Whether neither neighbour of one digit fewer reads back as the value. */
  private static boolean isShortest(String text, double value) {
    BigDecimal exact = new BigDecimal(text).stripTrailingZeros();
    if (exact.precision() <= 1) {
      return true;
    }
    int fewer = exact.precision() - 1;
    return exact.round(new MathContext(fewer, RoundingMode.UP)).doubleValue() != value
        && exact.round(new MathContext(fewer, RoundingMode.DOWN)).doubleValue() != value;
  }

  private static String text(double value) {
    StringBuilder out = new StringBuilder();
    DecimalDigits.append(out, value);
    return out.toString();
  }
}
