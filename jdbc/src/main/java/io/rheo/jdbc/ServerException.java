package io.rheo.jdbc;

import java.sql.SQLException;

/** Carries an error of the server through Avatica, which would copy it and lose parts. */
final class ServerException extends RuntimeException {
  private final SQLException sqlException;

  ServerException(SQLException sqlException) {
    super(sqlException.getMessage(), sqlException);
    this.sqlException = sqlException;
  }

  SQLException sqlException() {
    return sqlException;
  }
}
