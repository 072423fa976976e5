package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.text.SqlText;
import java.util.Arrays;
import java.util.List;

/**
 * Some arguments that make no sense get past Calcite's checks and fail inside of it later, such as
 * a bare NULL in place of a map. That is the statement's fault, and no reason to give up on it with
 * an internal error.
 */
final class CalciteFailures {
  private static final List<String> LIBRARIES = List.of("java.", "jdk.", "sun.", "com.google.");

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
            ErrorCode.INVALID_QUERY, "some function does not take the arguments that it is given")
        .in(text.source())
        .why("Calcite says: " + failure)
        .fix("check the number and types of arguments; give NULL a type with CAST(NULL AS …)")
        .causedBy(failure);
  }
}
