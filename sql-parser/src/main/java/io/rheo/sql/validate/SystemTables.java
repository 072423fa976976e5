package io.rheo.sql.validate;

import java.util.Optional;

/** Names under which a query's tables that are not in the catalog are looked up. */
final class SystemTables {
  private static final String ERRORS = "errors:";

  private SystemTables() {}

  /**
   * The rows that a table could not decode. A colon is in no name that a user is likely to give.
   */
  static String errors(String table) {
    return ERRORS + table;
  }

  /** The table whose errors the name stands for. */
  static Optional<String> errorsOf(String name) {
    return name.startsWith(ERRORS)
        ? Optional.of(name.substring(ERRORS.length()))
        : Optional.empty();
  }
}
