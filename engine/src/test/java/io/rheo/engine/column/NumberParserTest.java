package io.rheo.engine.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.NumberParser.Result;
import io.rheo.testing.Seeds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberParserTest {
  private final NumberParser parser = new NumberParser();

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "+7, 7",
    "007, 7",
    "1.0, 1",
    "12e2, 1200",
    "1200e-2, 12",
    "0e999999999, 0",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "0009223372036854775807, 9223372036854775807",
    "9223372036854775807.000, 9223372036854775807",
  })
  void readsWholeNumbers(String text, long expected) {
    assertThat(whole(text, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(Result.OK);
    assertThat(parser.asLong()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775808, OUT_OF_RANGE",
    "-9223372036854775809, OUT_OF_RANGE",
    "18446744073709551615, OUT_OF_RANGE",
    "18446744073709551616, OUT_OF_RANGE",
    "9999999999999999999, OUT_OF_RANGE",
    "1e19, OUT_OF_RANGE",
    "1e999999999, OUT_OF_RANGE",
    "1.5, NOT_A_WHOLE_NUMBER",
    "1e-1, NOT_A_WHOLE_NUMBER",
    "1e-999999999, NOT_A_WHOLE_NUMBER",
    "'', NOT_A_NUMBER",
    "-, NOT_A_NUMBER",
    "., NOT_A_NUMBER",
    "1 , OK",
    "1x, NOT_A_NUMBER",
    "0x10, NOT_A_NUMBER",
    "1e, NOT_A_NUMBER",
    "--1, NOT_A_NUMBER",
    "1_000, NOT_A_NUMBER",
  })
  void saysWhyANumberIsNotWhole(String text, Result expected) {
    assertThat(whole(text, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(expected);
  }

  @Test
  void neverWraps() {
    assertThat(whole("127", -128, 127)).isEqualTo(Result.OK);
    assertThat(whole("128", -128, 127)).isEqualTo(Result.OUT_OF_RANGE);
    assertThat(whole("-128", -128, 127)).isEqualTo(Result.OK);
    assertThat(whole("-129", -128, 127)).isEqualTo(Result.OUT_OF_RANGE);
  }

  @Test
  void roundsDecimalsHalfUpLikeBigDecimal() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      int precision = 1 + random.nextInt(38);
      int scale = random.nextInt(precision + 1);
      String text = number(random);
      BigDecimal expected = new BigDecimal(text).setScale(scale, RoundingMode.HALF_UP);
      byte[] bytes = ascii(text);
      Result result = parser.parseDecimal(bytes, 0, bytes.length, precision, scale);
      String label = "seed " + seed + ": " + text + " as (" + precision + ", " + scale + ")";
      if (expected.precision() > precision && expected.signum() != 0) {
        assertThat(result).as(label).isEqualTo(Result.OUT_OF_RANGE);
      } else {
        assertThat(result).as(label).isEqualTo(Result.OK);
        BigInteger unscaled = BoxedValues.toBigInteger(parser.high(), parser.low());
        assertThat(unscaled).as(label).isEqualTo(expected.unscaledValue());
      }
    }
  }

  @Test
  void readsTheNearestDoubleAndFloat() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      String text = random.nextBoolean() ? number(random) : anyDouble(random);
      byte[] bytes = ascii(text);
      String label = "seed " + seed + ": " + text;
      Result result = parser.parseDouble(bytes, 0, bytes.length);
      double expected = Double.parseDouble(text);
      assertThat(result).as(label).isEqualTo(result(Double.isInfinite(expected)));
      assertThat(parser.asDouble()).as(label).isEqualTo(expected);
      result = parser.parseFloat(bytes, 0, bytes.length);
      float expectedFloat = Float.parseFloat(text);
      assertThat(result).as(label).isEqualTo(result(Float.isInfinite(expectedFloat)));
      assertThat((float) parser.asDouble()).as(label).isEqualTo(expectedFloat);
    }
  }

  private static Result result(boolean infinite) {
    return infinite ? Result.OUT_OF_RANGE : Result.OK;
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "+Infinity", "-Infinity", "-0.0", ".5", "5."})
  void readsSpecialDoubles(String text) {
    byte[] bytes = ascii(text);
    assertThat(parser.parseDouble(bytes, 0, bytes.length)).isEqualTo(Result.OK);
    assertThat((Double) parser.asDouble()).isEqualTo((Double) Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nan", "inf", "1d", "0x1p3", "1,5", "", "e5"})
  void refusesWhatIsNoDouble(String text) {
    byte[] bytes = ascii(text);
    assertThat(parser.parseDouble(bytes, 0, bytes.length)).isEqualTo(Result.NOT_A_NUMBER);
  }

  private Result whole(String text, long min, long max) {
    byte[] bytes = ascii(text);
    return parser.parseWhole(bytes, 0, bytes.length, min, max);
  }

  private static String number(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    int whole = random.nextInt(22);
    int fraction = whole == 0 ? 1 + random.nextInt(22) : random.nextInt(22);
    for (int i = 0; i < whole; i++) {
      text.append((char) ('0' + (random.nextInt(4) == 0 ? 0 : random.nextInt(10))));
    }
    text.append(fraction > 0 ? "." : "");
    for (int i = 0; i < fraction; i++) {
      text.append((char) ('0' + (random.nextInt(3) == 0 ? 5 : random.nextInt(10))));
    }
    if (random.nextInt(4) == 0) {
      text.append(random.nextBoolean() ? "e" : "E").append(random.nextInt(60) - 30);
    }
    return text.toString();
  }

  private static String anyDouble(Random random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? Double.toString(value) : "1.0";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
