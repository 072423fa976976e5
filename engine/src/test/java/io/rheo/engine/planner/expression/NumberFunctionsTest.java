package io.rheo.engine.planner.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Functions of numbers: what Flink gives, and limits. */
class NumberFunctionsTest {
  @TestFactory
  Stream<DynamicTest> rounding() {
    return FunctionCases.tests(
        """
        ROUND(125.315) -> 125
        ROUND(-125.315, 2) -> -125.32
        ROUND(125.315, 0) -> 125
        ROUND(1.4, 1) -> 1.4
        ROUND(1.4, 5) -> 1.4
        ROUND(12345.12345, 2) -> 12345.12
        ROUND(125.315, -1) -> 130
        ROUND(125.315, -9) -> 0
        ROUND(99.99, 1) -> 100.0
        ROUND(d92, 1) -> -1231.1
        ROUND(d92, i - 4) -> -1230.00
        ROUND(d92, i2) -> NULL
        ROUND(CAST(123 AS TINYINT), -2) -> 100
        ROUND(CAST(127 AS TINYINT), -1) -> error
        ROUND(CAST(NULL AS TINYINT), -2) -> NULL
        ROUND(125, -1) -> 130
        ROUND(-125, -1) -> -130
        ROUND(CAST(1.2345 AS FLOAT), 3) -> 1.235
        ROUND(CAST(1.2345 AS DOUBLE), 3) -> 1.235
        ROUND(CAST(1.2345 AS DOUBLE)) -> 1.0
        ROUND(CAST(1.2345 AS DECIMAL(5, 4)), 3) -> 1.235
        ROUND(CAST(1.2345 AS DECIMAL(5, 4))) -> 1
        TRUNCATE(123.456, 2) -> 123.45
        TRUNCATE(123.456) -> 123
        TRUNCATE(-123.456, -1) -> -120
        TRUNCATE(w, 2) -> -0.12
        TRUNCATE(w) -> 0
        TRUNCATE(CAST(0.46 AS DOUBLE), 1) -> 0.4
        TRUNCATE(x) -> 4.0
        TRUNCATE(42, -1) -> 40
        TRUNCATE(42, -3) -> 0
        TRUNCATE(42) -> 42
        TRUNCATE(43.21, CAST(NULL AS INT)) -> NULL
        FLOOR(d92) -> -1232
        CEIL(d92) -> -1231
        CEILING(f) -> 5.0
        FLOOR(si) -> 43
        """);
  }

  @TestFactory
  Stream<DynamicTest> elementaryFunctions() {
    return FunctionCases.tests(
        """
        LN(x) -> 1.5260563034950492
        LN(0) -> -Infinity
        LN(-1) -> NaN
        LOG(x) -> 1.5260563034950492
        LOG(10, 100) -> 2.0
        LOG(1, 100) -> Infinity
        LOG(-1) -> NaN
        LOG(CAST(NULL AS DOUBLE), 1) -> NULL
        LOG2(10) -> 3.3219280948873626
        LOG2(x) -> 2.2016338611696504
        LOG10(100) -> 2.0
        LOG10(d92) -> NaN
        EXP(0) -> 1.0
        SQRT(25) -> 5.0
        POWER(2, 3) -> 8.0
        PI() -> 3.141592653589793
        E() -> 2.718281828459045
        SINH(0) -> 0.0
        COSH(0) -> 1.0
        TANH(0) -> 0.0
        COT(1) -> 0.6420926159343306
        ASIN(1) -> 1.5707963267948966
        ATAN2(1, 1) -> 0.7853981633974483
        DEGREES(PI()) -> 180.0
        RADIANS(180) -> 3.141592653589793
        SIGN(l) -> 1
        SIGN(x) -> 1.0
        SIGN(CAST(-12.5 AS DECIMAL(19, 4))) -> -1.0000
        ABS(d92) -> 1231.12
        MOD(-7, 3) -> -1
        l % 3 -> 2
        7 / 2 -> 3
        7 / 0 -> error
        2147483647 + i -> error
        """);
  }

  @TestFactory
  Stream<DynamicTest> digitsAndBits() {
    return FunctionCases.tests(
        """
        BIN(12) -> 1100
        BIN(0) -> 0
        BIN(ti) -> 101010
        BIN(-1) -> 1111111111111111111111111111111111111111111111111111111111111111
        BIN(i2) -> NULL
        CONV('100', 2, 10) -> 4
        CONV(255, 10, 16) -> FF
        CONV('ff', 16, 2) -> 11111111
        CONV('-1', 10, 16) -> FFFFFFFFFFFFFFFF
        CONV('-10', 16, -10) -> -16
        CONV('12x', 10, 10) -> 12
        CONV('x', 10, 10) -> NULL
        CONV('1', 1, 10) -> NULL
        CONV('1', 10, 37) -> NULL
        CONV('ffffffffffffffffff', 16, 10) -> error
        BITAND(6, 3) -> 2
        BITOR(6, l) -> 46
        BITXOR(6, 3) -> 5
        BITNOT(6) -> -7
        BITAND(i, i2) -> NULL
        6 & 3 -> 2
        6 ^ 3 -> 216.0
        SHIFTLEFT(l, 2) -> 176
        SHIFTLEFT(CAST(123456 AS BIGINT), 2) -> 493824
        SHIFTRIGHT(-8, 1) -> -4
        """);
  }

  @TestFactory
  Stream<DynamicTest> conditions() {
    return FunctionCases.tests(
        """
        IF(i > 5, i, l) -> 44
        IF(i < 5, CAST(NULL AS INT), 0) -> NULL
        IF(1 = 1, x, CAST(s AS DOUBLE)) -> 4.6
        IFNULL(i2, 12) -> 12
        NVL(i2, i) -> 3
        COALESCE(i2, CAST(NULL AS INT), i) -> 3
        NULLIF(1, 1) -> NULL
        NULLIF(i, 1) -> 3
        GREATEST(1, i, 2) -> 3
        GREATEST(1, i2, 3) -> NULL
        GREATEST('a', 'b') -> b
        LEAST(1.5, i) -> 1.5
        LEAST(i2, 1) -> NULL
        CASE i WHEN 1 THEN 'a' WHEN 3 THEN 'b' END -> b
        CASE WHEN i2 > 1 THEN 'a' END -> NULL
        12 BETWEEN 15 AND 12 -> false
        12 BETWEEN SYMMETRIC 15 AND 12 -> true
        12 BETWEEN 10 AND i2 -> NULL
        12 BETWEEN i2 AND 10 -> false
        12 NOT BETWEEN i2 AND 10 -> true
        i2 IS DISTINCT FROM NULL -> false
        i IS NOT DISTINCT FROM 3 -> true
        4 IN (1, 2, i2) -> NULL
        1 IN (1, 2, i2) -> true
        """);
  }

  @TestFactory
  Stream<DynamicTest> seeds() {
    return FunctionCases.tests(
        """
        RAND(1) -> 0.7308781907032909
        RAND(i) -> 0.731057369148862
        IF(1 = 1, RAND(3), CAST(1.0 AS DOUBLE)) -> 0.731057369148862
        RAND(i2) -> NULL
        RAND_INTEGER(1, 10) -> 5
        RAND_INTEGER(i, 10) -> 4
        RAND_INTEGER(3, 99) -> 50
        RAND_INTEGER(i2, 99) -> NULL
        RAND_INTEGER(0) -> error
        CHAR_LENGTH(UUID()) -> 36
        SUBSTRING(UUID(), 9, 1) -> -
        RAND() BETWEEN 0 AND 1 -> true
        RAND_INTEGER(5) BETWEEN 0 AND 4 -> true
        """);
  }

  @Test
  void aConstantSeedGivesTheRowsOneSequence() {
    java.util.Random random = new java.util.Random(7);
    List<List<Object>> rows =
        SqlExpression.of("RAND(7)").evaluateAll(List.of(Map.of("i", 1), Map.of("i", 2)));
    assertThat(rows).containsExactly(List.of(random.nextDouble()), List.of(random.nextDouble()));
  }

  @Test
  void aRandomValueThatIsUsedTwiceIsComputedOnce() {
    SqlExpression expression =
        SqlExpression.ofQuery("SELECT r, r + 1 FROM (SELECT RAND() AS r FROM t)");
    List<Object> row = expression.evaluateAll(List.of(Map.of())).get(0);
    assertThat((Double) row.get(1)).isEqualTo((Double) row.get(0) + 1);
  }
}
