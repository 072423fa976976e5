package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Calcite says of aggregates, frames and GROUPING where they mean nothing, and what we say.
 */
final class MisplacedRules {
  /** A message; {@code $1} in the texts is what its first group matches. */
  private record Rule(Pattern message, ErrorCode code, String what, String why, String fix) {
    static Rule of(String message, ErrorCode code, String what, String why, String fix) {
      return new Rule(Pattern.compile(message, Pattern.DOTALL), code, what, why, fix);
    }

    SqlError error(Matcher matcher) {
      return SqlError.of(code, filled(what, matcher))
          .why(filled(why, matcher))
          .fix(filled(fix, matcher));
    }

    private static String filled(String text, Matcher matcher) {
      String filled = text;
      for (int group = 1; group <= matcher.groupCount(); group++) {
        filled = filled.replace("$" + group, matcher.group(group));
      }
      return filled;
    }
  }

  private static final String FRAME = "a frame goes from an earlier row to a later one";

  private static final List<Rule> RULES =
      List.of(
          Rule.of(
              "Aggregate expression is illegal in (WHERE) clause.*",
              ErrorCode.MISPLACED_AGGREGATE,
              "an aggregate cannot stand in WHERE",
              "WHERE chooses the rows before they are aggregated",
              "write the condition in HAVING, or aggregate in a sub-query"),
          Rule.of(
              "Aggregate expression is illegal in (.*) clause.*",
              ErrorCode.MISPLACED_AGGREGATE,
              "an aggregate cannot stand in $1",
              "its value is known only when the groups are there",
              "aggregate in a sub-query, and use its column here"),
          Rule.of(
              "Windowed aggregate expression is illegal in (.*) clause.*",
              ErrorCode.MISPLACED_AGGREGATE,
              "a function with OVER cannot stand in $1",
              "it is computed from the rows that $1 leaves",
              "write the condition in QUALIFY, or compute it in a sub-query"),
          Rule.of(
              "Aggregate expressions cannot be nested.*",
              ErrorCode.MISPLACED_AGGREGATE,
              "an aggregate cannot be in another one",
              "a group has one value of the inner one, and nothing is left to aggregate",
              "aggregate in a sub-query, and its result in the query around it"),
          Rule.of(
              "FILTER must not contain aggregate expression.*",
              ErrorCode.MISPLACED_AGGREGATE,
              "an aggregate cannot stand in FILTER",
              "FILTER chooses single rows of a group",
              "compare with a value from a sub-query"),
          Rule.of(
              "RANGE clause cannot be used with compound ORDER BY clause.*",
              ErrorCode.INVALID_QUERY,
              "RANGE needs one column in ORDER BY",
              "the bounds of the frame are distances from that column's value",
              "order by one column, or write ROWS"),
          Rule.of(
              "Data type of ORDER BY prohibits use of RANGE clause.*",
              ErrorCode.TYPE_MISMATCH,
              "RANGE needs a number or a time in ORDER BY",
              "the bounds of the frame are distances from that value",
              "order by a number or a time, or write ROWS"),
          Rule.of(
              "ROWS value must be a non-negative integral constant.*",
              ErrorCode.INVALID_QUERY,
              "a frame's number of rows must be a constant that is not negative",
              FRAME,
              "write a whole number, with PRECEDING or FOLLOWING for the direction"),
          Rule.of(
              "Upper frame boundary cannot be (.*) when lower boundary is (.*?)\\.?\\s*",
              ErrorCode.INVALID_QUERY,
              "a frame from $2 cannot end at $1",
              FRAME,
              "swap the bounds"),
          Rule.of(
              "Argument to (.*) operator must be a grouped expression.*",
              ErrorCode.INVALID_QUERY,
              "$1 takes what is in GROUP BY",
              "it says whether a row was grouped by it",
              "name a key of GROUP BY"),
          Rule.of(
              "(.*) operator may only occur in an aggregate query.*",
              ErrorCode.INVALID_QUERY,
              "$1 needs GROUP BY",
              "it says which keys a row was grouped by",
              "add GROUP BY, such as GROUP BY ROLLUP (…)"),
          Rule.of(
              "Ordinal out of range.*",
              ErrorCode.INVALID_QUERY,
              "there is no column of this number",
              "a number here counts the columns of SELECT, from 1",
              "write the number or the name of one of them"),
          Rule.of(
              "Column count mismatch in (.*?)\\.?\\s*",
              ErrorCode.INVALID_QUERY,
              "the queries of $1 have different numbers of columns",
              "their rows become rows of one result",
              "select as many columns in each"));

  private MisplacedRules() {}

  /** The error that a message of Calcite becomes; empty if it is about something else. */
  static Optional<SqlError> explain(String message) {
    for (Rule rule : RULES) {
      Matcher matcher = rule.message().matcher(message);
      if (matcher.matches()) {
        return Optional.of(rule.error(matcher));
      }
    }
    return Optional.empty();
  }
}
