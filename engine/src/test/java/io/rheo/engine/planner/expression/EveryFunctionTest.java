package io.rheo.engine.planner.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.sql.error.SqlError;
import io.rheo.sql.validate.RheoOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever name SHOW FUNCTIONS lists, a call of it runs or is refused: with any number and kinds of
 * arguments it gives values, errors of rows, or an error of the statement, and nothing else.
 */
class EveryFunctionTest {
  private static final List<String> ARGUMENTS =
      List.of("s", "bin", "NULL", "i, 2", "ts, 'a'", "NULL, NULL", "s, 'a', 2");

  @Test
  void runsOrIsRefused() {
    Set<String> names = RheoOperators.instance().functionNames();
    assertThat(names).hasSizeGreaterThan(300).contains("UPPER", "JSON_STRING", "RAND");
    List<String> bugs = new ArrayList<>();
    for (String name : names) {
      for (String arguments : ARGUMENTS) {
        String call = "%s(%s)".formatted(name, arguments);
        outcome(call).ifPresent(bug -> bugs.add(call + ": " + bug));
      }
    }
    assertThat(bugs).isEmpty();
  }

  private static Optional<Throwable> outcome(String call) {
    try {
      SqlExpression.of(call).evaluate("s", "a", "i", 3, "ts", 1_000L, "bin", new byte[] {1, 2});
      return Optional.empty();
    } catch (SqlError | NotSupportedException | SqlExpression.NotScalarException refused) {
      return Optional.empty();
    } catch (RuntimeException | Error bug) {
      return Optional.of(bug);
    }
  }
}
