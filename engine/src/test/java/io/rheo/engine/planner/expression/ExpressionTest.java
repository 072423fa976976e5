package io.rheo.engine.planner.expression;

import static io.rheo.engine.planner.expression.ExpressionTest.Case.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What expressions mean, case by case: NULL, limits, rounding, times before 1970. */
class ExpressionTest {
  private static final String ERROR = "error";

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Case(String sql, Object expected, Object... columns) {
    static Case of(String sql, Object expected, Object... columns) {
      return new Case(sql, expected, columns);
    }
  }

  @TestFactory
  Stream<DynamicTest> integers() {
    return tests(
        of("i + 1", 3, "i", 2),
        of("i + 1", null),
        of("i + i2", ERROR, "i", Integer.MAX_VALUE, "i2", 1),
        of("l - 1", ERROR, "l", Long.MIN_VALUE),
        of("l * l2", ERROR, "l", 1L << 32, "l2", 1L << 31),
        of("i * l", 6L, "i", 2, "l", 3L),
        of("ti + ti", ERROR, "ti", 100),
        of("si - 1", -32769, "si", -32768),
        of("-i", ERROR, "i", Integer.MIN_VALUE),
        of("-l", 5L, "l", -5L),
        of("i / i2", -3, "i", -7, "i2", 2),
        of("i / i2", ERROR, "i", 1, "i2", 0),
        of("i / i2", null, "i", 1),
        of("l / l2", ERROR, "l", Long.MIN_VALUE, "l2", -1L),
        of("MOD(l, 123)", -1, "l", -124L),
        of("l % l2", ERROR, "l", 1L, "l2", 0L),
        of("l % l2", 0L, "l", Long.MIN_VALUE, "l2", -1L),
        of("ABS(i)", 5, "i", -5),
        of("ABS(i)", ERROR, "i", Integer.MIN_VALUE),
        of("ROUND(i, -1)", 130, "i", 125),
        of("CAST(l AS INT)", ERROR, "l", 1L << 31),
        of("CAST(l AS TINYINT)", -128, "l", -128L));
  }

  @TestFactory
  Stream<DynamicTest> floatingPoint() {
    return tests(
        of("x / x2", Double.POSITIVE_INFINITY, "x", 1d, "x2", 0d),
        of("f + f", (double) (0.1f + 0.1f), "f", (double) 0.1f),
        of("f * 3", (double) (0.1f * 3), "f", (double) 0.1f),
        of("x * 0.5", 1.25, "x", 2.5),
        of("x = x2", true, "x", Double.NaN, "x2", Double.NaN),
        of("FLOOR(x)", -3d, "x", -2.5),
        of("CEIL(x)", -2d, "x", -2.5),
        of("ROUND(x, 1)", 2.3, "x", 2.25),
        of("CAST(x AS INT)", -2, "x", -2.9),
        of("CAST(x AS INT)", ERROR, "x", 3e9),
        of("CAST(x AS BIGINT)", ERROR, "x", Double.NaN),
        of("CAST(x AS DECIMAL(5, 2))", new BigDecimal("1.01"), "x", 1.005),
        of("CAST(x AS FLOAT)", (double) 0.1f, "x", 0.1),
        of("SQRT(i)", 3d, "i", 9),
        of("POWER(x, 2)", 6.25, "x", 2.5),
        of("x > i", true, "x", 1.5, "i", 1));
  }

  @TestFactory
  Stream<DynamicTest> decimals() {
    BigDecimal big = new BigDecimal("9999999999999999999999999999.0000000000");
    return tests(
        of("d92 + d92", new BigDecimal("2.50"), "d92", new BigDecimal("1.25")),
        of("d92 * d92", new BigDecimal("1.5625"), "d92", new BigDecimal("-1.25")),
        of(
            "d183 + d183",
            new BigDecimal("1999999999999999.998"),
            "d183",
            new BigDecimal("999999999999999.999")),
        of(
            "d183 * d183",
            new BigDecimal("999999999999998000000000.000001"),
            "d183",
            new BigDecimal("999999999999.999999").setScale(3, java.math.RoundingMode.DOWN)),
        of("d92 - i", new BigDecimal("-0.75"), "d92", new BigDecimal("1.25"), "i", 2),
        of("l * 0.908", new BigDecimal("908.000"), "l", 1000L),
        of("w + w", ERROR, "w", big),
        of("w * 2", big.multiply(new BigDecimal(2)).setScale(6), "w", big),
        of("w2 * 2", ERROR, "w2", new BigDecimal("9".repeat(38))),
        of("w2 + 1", ERROR, "w2", new BigDecimal("9".repeat(38))),
        of("-w", big.negate(), "w", big),
        of("d92 / 3", new BigDecimal("0.3333333333333"), "d92", new BigDecimal("1.00")),
        of("d92 / i", ERROR, "d92", new BigDecimal("1.00"), "i", 0),
        of("d92 % 1", new BigDecimal("-0.25"), "d92", new BigDecimal("-1.25")),
        of(
            "CAST(d183 AS DECIMAL(10, 1))",
            new BigDecimal("-1.3"),
            "d183",
            new BigDecimal("-1.250")),
        of("CAST(d183 AS DECIMAL(10, 2))", new BigDecimal("1.01"), "d183", new BigDecimal("1.005")),
        of("CAST(d183 AS DECIMAL(4, 2))", ERROR, "d183", new BigDecimal("123.000")),
        of("CAST(d183 AS INT)", -1, "d183", new BigDecimal("-1.999")),
        of("CAST(w AS DOUBLE)", 0.1, "w", new BigDecimal("0.1000000000")),
        of("CAST(i AS DECIMAL(5, 2))", new BigDecimal("12.00"), "i", 12),
        of("CAST(i AS DECIMAL(3, 2))", ERROR, "i", 12),
        of("d92 = 1.250", true, "d92", new BigDecimal("1.25")),
        of("d92 < l", true, "d92", new BigDecimal("1.25"), "l", 2L),
        of("w > d92", true, "w", big, "d92", new BigDecimal("1.25")),
        of("w = l", false, "w", big, "l", 7L),
        of("d92 > x", true, "d92", new BigDecimal("1.25"), "x", 1.2),
        of("ROUND(d92, 1)", new BigDecimal("1.3"), "d92", new BigDecimal("1.25")),
        of("FLOOR(d92)", new BigDecimal("-2"), "d92", new BigDecimal("-1.25")),
        of("ABS(w)", new BigDecimal("1.5000000000"), "w", new BigDecimal("-1.5000000000")));
  }

  @TestFactory
  Stream<DynamicTest> logic() {
    return tests(
        of("b AND b2", null, "b", true),
        of("b AND b2", false, "b", false),
        of("b2 AND b", false, "b", false),
        of("b OR b2", true, "b", true),
        of("b OR b2", null, "b", false),
        of("NOT b", null),
        of("b IS TRUE", false),
        of("b IS NOT TRUE", true),
        of("b IS FALSE", true, "b", false),
        of("b IS NOT FALSE", true),
        of("b IS UNKNOWN", true),
        of("i IS NULL", true),
        of("i IS NOT NULL", true, "i", 0),
        of("i IS DISTINCT FROM i2", false),
        of("i IS DISTINCT FROM i2", true, "i", 0),
        of("i IS NOT DISTINCT FROM i2", true, "i", 3, "i2", 3),
        of("CASE WHEN i > 0 THEN 'pos' WHEN i < 0 THEN 'neg' END", "neg", "i", -1),
        of("CASE WHEN i > 0 THEN 'pos' WHEN i < 0 THEN 'neg' END", null, "i", 0),
        of("CASE WHEN i > 0 THEN l ELSE d92 END", new BigDecimal("7.00"), "i", 1, "l", 7L),
        of("CASE i WHEN 0 THEN -1 ELSE 10 / i END", -1, "i", 0),
        of("COALESCE(i, i2, 7)", 7),
        of("COALESCE(i, i2, 7)", 0, "i", 0),
        of("NULLIF(i, 3)", null, "i", 3),
        of("NULLIF(i, 3)", 4, "i", 4),
        of("i IN (1, 3, 5, 7, 9, 11)", true, "i", 7),
        of("i IN (1, 3, 5, 7, 9, 11)", false, "i", 8),
        of("i NOT IN (1, 3, 5, 7, 9, 11)", null),
        of("i IN (1, 2, 3) OR i IS NULL", true),
        of("i BETWEEN 2 AND 4", true, "i", 4),
        of("s IN ('a', 'b', 'c', 'd', 'e')", true, "s", "d"),
        of("s NOT IN ('a', 'b', 'c', 'd', 'e')", true, "s", "é"),
        of("(i > 0 AND 10 / i > 2) OR b", true, "i", 0, "b", true),
        of("i <> 0 AND 10 / i > 2", false, "i", 0));
  }

  @TestFactory
  Stream<DynamicTest> strings() {
    return tests(
        of("s = 'abc'", true, "s", "abc"),
        of("s < s2", true, "s", "\uFFFF", "s2", new String(Character.toChars(0x10000))),
        of("s || s2", "aé", "s", "a", "s2", "é"),
        of("s || s2", null, "s", "a"),
        of("CONCAT(s, '-', s2)", "a-b", "s", "a", "s2", "b"),
        of("UPPER(s)", "ÉA", "s", "éa"),
        of("LOWER(s)", "abc", "s", "ABC"),
        of("CHAR_LENGTH(s)", 2, "s", "é😀"),
        of("SUBSTRING(s, 2, 2)", "é😀", "s", "aé😀b"),
        of("SUBSTRING(s FROM 3)", "c", "s", "abc"),
        of("SUBSTRING(s, -2)", "bc", "s", "abc"),
        of("SUBSTRING(s, 9)", "", "s", "abc"),
        of("TRIM(s)", "a b", "s", "  a b "),
        of("TRIM(LEADING 'x' FROM s)", "ax", "s", "xxax"),
        of("POSITION('c' IN s)", 3, "s", "aéc"),
        of("LOCATE('z', s)", 0, "s", "abc"),
        of("INSTR(s, 'b')", 2, "s", "abc"),
        of("REPLACE(s, 'a', 'xx')", "xxbxx", "s", "aba"),
        of("LEFT(s, 2)", "aé", "s", "aéb"),
        of("RIGHT(s, 2)", "éb", "s", "aéb"),
        of("s LIKE 'a%'", true, "s", "abc"),
        of("s LIKE '%c'", true, "s", "abc"),
        of("s LIKE '%b%'", true, "s", "abc"),
        of("s LIKE 'a_c'", true, "s", "a😀c"),
        of("s LIKE 'a%b%c'", true, "s", "axxbyyc"),
        of("s LIKE 'a%b%c'", false, "s", "acb"),
        of("s LIKE '%_x'", true, "s", "éx"),
        of("s LIKE ''", true, "s", ""),
        of("s LIKE '%'", true, "s", ""),
        of("s NOT LIKE 'a%'", false, "s", "abc"),
        of("s LIKE '10!%' ESCAPE '!'", true, "s", "10%"),
        of("s LIKE s2", true, "s", "abc", "s2", "%b_"),
        of("s ILIKE 'AB%'", true, "s", "abc"),
        of("SPLIT_INDEX(s, '/', 2)", "c", "s", "a/b/c"),
        of("SPLIT_INDEX(s, '/', 3)", null, "s", "a/b/c"),
        of("REGEXP_EXTRACT(s, '(\\d+)-(\\d+)', 2)", "34", "s", "x12-34"),
        of("REGEXP_EXTRACT(s, '(\\d+)')", null, "s", "x"),
        of("INITCAP(s)", "Hello World", "s", "hello world"),
        of("REVERSE(s)", "cba", "s", "abc"),
        of("REVERSE(s)", null),
        of("LPAD(s, 5, '*')", "**abc", "s", "abc"),
        of("REGEXP_REPLACE(s, '[0-9]+', '#')", "a#b#", "s", "a1b22"),
        of("MD5(s)", "900150983cd24fb0d6963f7d28e17f72", "s", "abc"),
        of("OVERLAY(s PLACING 'xx' FROM 2 FOR 1)", "axxc", "s", "abc"),
        of("JSON_VALUE(s, '$.a')", "1", "s", "{\"a\": 1}"),
        of("GREATEST(i, i2)", 7, "i", 3, "i2", 7),
        of("LEAST(s, s2)", "a", "s", "b", "s2", "a"),
        of("TO_BASE64(bin)", "YWJj", "bin", new byte[] {'a', 'b', 'c'}));
  }

  @TestFactory
  Stream<DynamicTest> casts() {
    return tests(
        of("CAST(s AS INT)", 12, "s", " 12 "),
        of("CAST(s AS INT)", ERROR, "s", "12a"),
        of("CAST(s AS BIGINT)", Long.MIN_VALUE, "s", "-9223372036854775808"),
        of("CAST(s AS BIGINT)", ERROR, "s", "9223372036854775808"),
        of("CAST(s AS DOUBLE)", 1e-3, "s", "1e-3"),
        of("CAST(s AS DOUBLE)", ERROR, "s", "1d"),
        of("CAST(s AS DECIMAL(5, 2))", new BigDecimal("1.24"), "s", "1.235"),
        of("CAST(s AS DECIMAL(5, 2))", ERROR, "s", "1e9"),
        of("CAST(s AS BOOLEAN)", true, "s", "True"),
        of("CAST(s AS BOOLEAN)", ERROR, "s", "maybe"),
        of("CAST(s AS DATE)", day("2026-01-31"), "s", "2026-01-31"),
        of("CAST(s AS DATE)", ERROR, "s", "2026-02-30"),
        of("CAST(s AS TIMESTAMP(3))", at("2026-01-31T10:00:00.120"), "s", "2026-01-31T10:00:00.12"),
        of("CAST(s AS TIMESTAMP)", at("1969-12-31T23:59:59.999"), "s", "1969-12-31 23:59:59.999"),
        of("CAST(s AS TIME(3))", 36_000_000, "s", "10:00"),
        of("TRY_CAST(s AS INT)", null, "s", "x"),
        of("TRY_CAST(s AS INT)", 5, "s", "5"),
        of("TRY_CAST(l AS INT)", null, "l", Long.MAX_VALUE),
        of("CAST(i AS STRING)", "-5", "i", -5),
        of("CAST(x AS STRING)", "1.0E10", "x", 1e10),
        of("CAST(x AS STRING)", "0.1", "x", 0.1),
        of("CAST(x AS STRING)", "2.0E-4", "x", 2e-4),
        of("CAST(f AS STRING)", "0.1", "f", (double) 0.1f),
        of("CAST(d92 AS STRING)", "1.50", "d92", new BigDecimal("1.50")),
        of("CAST(b AS STRING)", "TRUE", "b", true),
        of("CAST(ts AS STRING)", "2026-01-31 10:00:00.000", "ts", at("2026-01-31T10:00:00")),
        of("CAST(ts AS STRING)", "0001-01-01 00:00:00.001", "ts", at("0001-01-01T00:00:00.001")),
        of("CAST(dt AS STRING)", "1969-12-31", "dt", -1),
        of("CAST(ltz AS STRING)", "2026-01-31 11:00:00.000", "ltz", at("2026-01-31T10:00:00")),
        of(
            "CAST(ltz AS TIMESTAMP(3))",
            at("2026-07-01T12:00:00"),
            "ltz",
            at("2026-07-01T10:00:00")),
        of(
            "CAST(ts AS TIMESTAMP_LTZ(3))",
            at("2026-01-31T10:00:00"),
            "ts",
            at("2026-01-31T11:00:00")),
        of("CAST(ts AS DATE)", -1, "ts", -1L),
        of("CAST(ts AS TIME(3))", 86_399_999, "ts", -1L),
        of("CAST(ts AS TIMESTAMP(0))", -1_000L, "ts", -1L),
        of("CAST(dt AS TIMESTAMP(3))", at("2026-01-31T00:00:00"), "dt", day("2026-01-31")),
        of("CAST(s AS VARCHAR(2))", "éa", "s", "éab"),
        of("CAST(s AS CHAR(4))", "ab  ", "s", "ab"),
        of("i + CAST(s AS INT)", 3, "i", 1, "s", "2"),
        of("i > '5'", true, "i", 6));
  }

  @TestFactory
  Stream<DynamicTest> times() {
    long t = at("2024-02-29T13:14:15.678");
    long early = at("1969-12-31T23:59:58.500");
    return tests(
        of("EXTRACT(YEAR FROM ts)", 2024L, "ts", t),
        of("EXTRACT(MONTH FROM ts)", 2L, "ts", t),
        of("EXTRACT(DAY FROM ts)", 29L, "ts", t),
        of("EXTRACT(HOUR FROM ts)", 13L, "ts", t),
        of("EXTRACT(MINUTE FROM ts)", 14L, "ts", t),
        of("EXTRACT(SECOND FROM ts)", 15L, "ts", t),
        of("EXTRACT(DOY FROM ts)", 60L, "ts", t),
        of("EXTRACT(DOW FROM ts)", 5L, "ts", t),
        of("EXTRACT(QUARTER FROM ts)", 1L, "ts", t),
        of("EXTRACT(WEEK FROM ts)", 9L, "ts", t),
        of("EXTRACT(HOUR FROM ts)", 23L, "ts", early),
        of("EXTRACT(SECOND FROM ts)", 58L, "ts", early),
        of("EXTRACT(EPOCH FROM ts)", -2L, "ts", early),
        of("EXTRACT(HOUR FROM ltz)", 14L, "ltz", t),
        of("EXTRACT(YEAR FROM dt)", 1969L, "dt", -1),
        of("EXTRACT(HOUR FROM tm)", 1L, "tm", 3_600_000),
        of("YEAR(ts)", 2024L, "ts", t),
        of("MONTH(ts)", null),
        of("FLOOR(ts TO MINUTE)", at("2024-02-29T13:14:00"), "ts", t),
        of("FLOOR(ts TO MINUTE)", at("1969-12-31T23:59:00"), "ts", early),
        of("CEIL(ts TO MINUTE)", 0L, "ts", early),
        of("FLOOR(ts TO MONTH)", at("2024-02-01T00:00:00"), "ts", t),
        of("CEIL(ts TO MONTH)", at("2024-03-01T00:00:00"), "ts", t),
        of("CEIL(ts TO YEAR)", at("2024-01-01T00:00:00"), "ts", at("2024-01-01T00:00:00")),
        of("FLOOR(ts TO WEEK)", at("2024-02-25T00:00:00"), "ts", t),
        of("FLOOR(dt TO MONTH)", day("2024-02-01"), "dt", day("2024-02-29")),
        of("FLOOR(ltz TO DAY)", at("2024-02-28T23:00:00"), "ltz", t),
        of("ts + INTERVAL '1' DAY", t + 86_400_000, "ts", t),
        of("ts - INTERVAL '1:30' MINUTE TO SECOND", t - 90_000, "ts", t),
        of("ts + INTERVAL '1' MONTH", at("2024-03-29T13:14:15.678"), "ts", t),
        of("ts - INTERVAL '1' YEAR", at("2023-02-28T13:14:15.678"), "ts", t),
        of("dt + INTERVAL '1' MONTH", day("2024-02-29"), "dt", day("2024-01-31")),
        of("dt + INTERVAL '2' DAY", day("2024-03-02"), "dt", day("2024-02-29")),
        of("TIMESTAMPDIFF(SECOND, ts, ts2)", 90, "ts", t, "ts2", t + 90_999),
        of("TIMESTAMPDIFF(DAY, ts, ts2)", -1, "ts", t, "ts2", t - 86_400_000),
        of(
            "TIMESTAMPDIFF(MONTH, ts, ts2)",
            0,
            "ts",
            at("2024-01-31T00:00:00"),
            "ts2",
            at("2024-02-28T00:00:00")),
        of(
            "TIMESTAMPDIFF(MONTH, ts, ts2)",
            1,
            "ts",
            at("2024-01-31T00:00:00"),
            "ts2",
            at("2024-02-29T00:00:00")),
        of("TIMESTAMPADD(HOUR, i, ts)", t + 7_200_000, "i", 2, "ts", t),
        of("ts > TIMESTAMP '2024-02-29 00:00:00'", true, "ts", t),
        of("ts > dt", true, "ts", t, "dt", day("2024-02-29")),
        of("ts BETWEEN ts2 - INTERVAL '1' SECOND AND ts2", true, "ts", t, "ts2", t + 1),
        of("(ts2 - ts) SECOND > INTERVAL '1' SECOND", true, "ts", t, "ts2", t + 1_001),
        of("DATE_FORMAT(ts, 'yyyy/MM/dd HH:mm')", "2024/02/29 13:14", "ts", t),
        of("DATE_FORMAT(ltz, 'HH:mm')", "14:14", "ltz", t),
        of("TO_TIMESTAMP(s)", t, "s", "2024-02-29 13:14:15.678"),
        of("TO_TIMESTAMP(s)", null, "s", "29.2.2024"),
        of(
            "TO_TIMESTAMP(s, 'dd.MM.yyyy HH:mm')",
            at("2024-02-29T13:14:00"),
            "s",
            "29.02.2024 13:14"),
        of("TO_TIMESTAMP(s, 'dd.MM.yyyy')", at("2024-02-29T00:00:00"), "s", "29.02.2024"),
        of("TO_TIMESTAMP_LTZ(l, 3)", 5L, "l", 5L),
        of("TO_TIMESTAMP_LTZ(l, 0)", 5_000L, "l", 5L),
        of("FROM_UNIXTIME(l)", "1970-01-01 01:00:05", "l", 5L),
        of("UNIX_TIMESTAMP(s)", 5L, "s", "1970-01-01 01:00:05"),
        of("CURRENT_TIMESTAMP", SqlExpression.NOW),
        of("CAST(LOCALTIMESTAMP AS TIMESTAMP(0))", 1_769_857_200_000L),
        of("CURRENT_DATE", day("2026-01-31")),
        of("DATE_TRUNC(dt, MONTH)", day("2024-02-01"), "dt", day("2024-02-29")));
  }

  @TestFactory
  Stream<DynamicTest> nested() {
    return tests(
        of("ARRAY[i, i2]", java.util.Arrays.asList(1, null), "i", 1),
        of("arr[2]", 6, "arr", List.of(5, 6)),
        of("arr[3]", null, "arr", List.of(5, 6)),
        of("CARDINALITY(arr)", 2, "arr", List.of(5, 6)),
        of("m['a']", 1, "m", Map.of("a", 1)),
        of("m['b']", null, "m", Map.of("a", 1)),
        of("MAP['k', i]", Map.of("k", 3), "i", 3),
        of("t.r.b", "x", "r", List.of(1, "x")),
        of("t.r.a + 1", null));
  }

  @TestFactory
  Stream<DynamicTest> veryLarge() {
    String branches =
        IntStream.range(0, 700)
            .mapToObj(n -> "WHEN i = %d THEN i2 + %d".formatted(n, n))
            .collect(Collectors.joining(" "));
    String sum =
        IntStream.range(0, 300).mapToObj(n -> "l % " + (n + 2)).collect(Collectors.joining(" + "));
    String conditions =
        IntStream.range(0, 120)
            .mapToObj(n -> "(i = %d AND i2 <> %d)".formatted(n, n))
            .collect(Collectors.joining(" OR "));
    String strings =
        IntStream.range(0, 7_000).mapToObj(n -> "'é" + n + "'").collect(Collectors.joining(", "));
    return Stream.of(
            of("CASE " + branches + " ELSE -1 END", 1398, "i", 699, "i2", 699),
            of("CASE " + branches + " ELSE -1 END", -1, "i", 700),
            of("CASE " + branches + " END", null, "i", 3),
            of(sum, 300, "l", 1L),
            of(conditions, true, "i", 119, "i2", 0),
            of("s IN (" + strings + ")", true, "s", "é6999"),
            of("s NOT IN (" + strings + ")", true, "s", "é7000"))
        .map(c -> DynamicTest.dynamicTest(c.sql.substring(0, 20), () -> verify(c)));
  }

  private static Stream<DynamicTest> tests(Case... cases) {
    return Stream.of(cases)
        .map(c -> DynamicTest.dynamicTest(c.sql + " = " + c.expected, () -> verify(c)));
  }

  private static void verify(Case c) {
    SqlExpression expression = SqlExpression.of(c.sql);
    Object actual = expression.evaluate(c.columns);
    assertThat(actual)
        .as("%s %s%n%s", c.sql, expression.reasons, expression.source())
        .isEqualTo(c.expected);
  }

  private static long at(String time) {
    return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }
}
