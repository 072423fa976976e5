package io.rheo.engine.planner.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.ValueText;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Cases of functions as text, one a line: an expression, {@code ->} and its value as people read
 * it. A value in bars is the text between them; {@code error} means that the row has no result. The
 * columns of the one row are those of {@link SqlExpression}; those not named here are NULL.
 */
final class FunctionCases {
  private FunctionCases() {}

  static Stream<DynamicTest> tests(String cases) {
    return cases.lines().filter(line -> !line.isBlank()).map(FunctionCases::test);
  }

  private static DynamicTest test(String line) {
    int arrow = line.lastIndexOf(" -> ");
    String sql = line.substring(0, arrow).strip();
    String expected = line.substring(arrow + 4).strip();
    return DynamicTest.dynamicTest(
        line,
        () ->
            assertThat(expected.startsWith("|") ? '|' + value(sql) + '|' : value(sql))
                .isEqualTo(expected));
  }

  private static String value(String sql) {
    SqlExpression expression = SqlExpression.of(sql);
    Object value =
        expression.evaluate(
            "b",
            true,
            "ti",
            42,
            "si",
            43,
            "i",
            3,
            "l",
            44L,
            "f",
            4.5,
            "x",
            4.6,
            "d92",
            new BigDecimal("-1231.12"),
            "w",
            new BigDecimal("-0.1231231321"),
            "s",
            "This is a test String.");
    if (!expression.reasons.isEmpty()) {
      return "error";
    }
    assertThat(value != null || expression.outputType().type(0).nullable())
        .as("a result that is never NULL is NULL")
        .isTrue();
    return ValueText.of(value, expression.outputType().type(0));
  }
}
