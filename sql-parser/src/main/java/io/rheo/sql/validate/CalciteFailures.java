package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.text.SqlText;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Some arguments that make no sense get past Calcite's checks and fail inside of it later, such as
 * a bare NULL in place of a map. That is the statement's fault, and no reason to give up on it with
 * an internal error.
 */
final class CalciteFailures {
  private static final List<String> LIBRARIES = List.of("java.", "jdk.", "sun.", "com.google.");

  private static final Pattern INTERNALS =
      Pattern.compile("\\borg\\.|\\bjava\\.|Rel[A-Z]|rel#|Sql[A-Z]");

  private CalciteFailures() {}

  /** Whether Calcite's own code failed: the innermost that is no library's. */
  static boolean isOne(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> LIBRARIES.stream().noneMatch(name::startsWith))
        .findFirst()
        .map(name -> name.startsWith("org.apache.calcite."))
        .orElse(false);
  }

  static SqlError explain(Throwable failure, SqlText text) {
    return SqlError.of(
            ErrorCode.INVALID_QUERY,
            "this query has a form, or a call whose arguments have types, that cannot be planned")
        .in(text.source())
        .why(
            isForUsers(failure)
                ? "Calcite, which plans it, says: " + failure.getMessage()
                : "this is a limit of Calcite, which plans it, and no rule of SQL")
        .fix(
            "give NULL a type with CAST(NULL AS …), check the types of arguments, write sub-queries"
                + " as joins, or put parts of the query into views")
        .causedBy(failure);
  }

  /** Whether its message is about the query, and not about objects of the planner. */
  private static boolean isForUsers(Throwable failure) {
    String message = failure.getMessage();
    return message != null
        && !(failure instanceof ClassCastException)
        && !(failure instanceof NullPointerException)
        && !(failure instanceof IndexOutOfBoundsException)
        && !INTERNALS.matcher(message).find();
  }
}
