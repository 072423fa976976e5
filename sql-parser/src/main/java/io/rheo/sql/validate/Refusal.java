package io.rheo.sql.validate;

import io.rheo.sql.error.SqlError;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * An error with a place in the syntax tree, thrown where the statement's text is not at hand;
 * {@link QueryValidator} adds it.
 */
final class Refusal extends RuntimeException {
  private final SqlError error;
  private final transient SqlParserPos position;

  Refusal(SqlError error, SqlParserPos position) {
    super(error.what(), error);
    this.error = error;
    this.position = position;
  }

  SqlError error() {
    return error;
  }

  SqlParserPos position() {
    return position;
  }
}
