package io.rheo.sql.validate;

import java.util.Optional;

/**
 * Names under which tables that are not in the catalog are looked up. A colon is in no name that a
 * user is likely to give.
 */
final class SystemTables {
  private static final String ERRORS = "errors:";
  private static final String LATE = "late:";

  private SystemTables() {}

  /** What a table or job could not use. */
  static String errors(String name) {
    return ERRORS + name;
  }

  /** The rows that were late in a job. */
  static String late(String job) {
    return LATE + job;
  }

  /** The table or job whose errors the name stands for. */
  static Optional<String> errorsOf(String name) {
    return after(ERRORS, name);
  }

  /** The job whose late rows the name stands for. */
  static Optional<String> lateOf(String name) {
    return after(LATE, name);
  }

  private static Optional<String> after(String prefix, String name) {
    return name.startsWith(prefix)
        ? Optional.of(name.substring(prefix.length()))
        : Optional.empty();
  }
}
