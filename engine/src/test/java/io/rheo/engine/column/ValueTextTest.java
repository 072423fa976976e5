package io.rheo.engine.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {
  private static final DataType DOUBLE = DataType.of(TypeName.DOUBLE);

  @Test
  void writesDoublesInAFormThatReadsBackAndCannotBeShorter() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double value =
          random.nextBoolean()
              ? Double.longBitsToDouble(random.nextLong())
              : random.nextInt(1_000_000) / 1000.0;
      if (!Double.isFinite(value)) {
        continue;
      }
      String text = ValueText.of(value, DOUBLE);
      assertThat(Double.parseDouble(text)).as("seed %d", seed).isEqualTo(value);
      BigDecimal digits = new BigDecimal(text).stripTrailingZeros();
      if (digits.precision() > 2) {
        BigDecimal shorter =
            new BigDecimal(value)
                .round(new MathContext(digits.precision() - 1, RoundingMode.HALF_EVEN));
        assertThat(shorter.doubleValue()).as("seed %d: %s", seed, text).isNotEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.0E-322, 2.0E-322",
    "2.2E-322, 2.2E-322",
    "4.9E-324, 4.9E-324",
    "0.1, 0.1",
    "1E7, 1.0E7",
    "9999999, 9999999.0",
    "0.001, 0.001",
    "0.0001, 1.0E-4",
    "-0.0, -0.0",
    "NaN, NaN",
    "1E23, 1.0E23",
    "2E23, 2.0E23",
    "8.41E21, 8.41E21",
  })
  void writesDoublesAsJavaDoes(double value, String expected) {
    assertThat(ValueText.of(value, DOUBLE)).isEqualTo(expected);
  }

  @Test
  void writesDecimalsWithAllDigitsOfTheirScale() {
    assertThat(decimal(0, 2)).isEqualTo("0.00");
    assertThat(decimal(-5, 2)).isEqualTo("-0.05");
    assertThat(decimal(150, 2)).isEqualTo("1.50");
    assertThat(decimal(-150, 0)).isEqualTo("-150");
    assertThat(decimal(7, 18)).isEqualTo("0.000000000000000007");
  }

  private static String decimal(long unscaled, int scale) {
    StringBuilder out = new StringBuilder();
    ValueText.appendDecimal(out, unscaled, scale);
    return out.toString();
  }

  @Test
  void writesNestedValues() {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put("k", 1.5);
    map.put("n", null);
    DataType type =
        DataType.row(
            List.of(
                new Field("a", DataType.array(DataType.of(TypeName.DATE))),
                new Field("m", DataType.map(DataType.of(TypeName.VARCHAR), DOUBLE)),
                new Field("b", DataType.of(TypeName.VARBINARY)),
                new Field("t", DataType.sized(TypeName.TIME, 0))));

    assertThat(
            ValueText.of(
                Arrays.asList(Arrays.asList(0, null), map, new byte[] {10, -1}, 3_661_000), type))
        .isEqualTo("([1970-01-01, NULL], {k=1.5, n=NULL}, x'0aff', 01:01:01)");
  }
}
