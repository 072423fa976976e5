package io.rheo.jdbc;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import org.apache.calcite.avatica.AvaticaClientRuntimeException;
import org.apache.calcite.avatica.remote.AvaticaRuntimeException;

/**
 * Turns what comes out of Avatica into an exception that says what the server said: its message
 * without decoration, its code, its SQLState.
 */
final class SqlExceptions {
  static final String CANCELLED = "57014";
  static final String NOT_SUPPORTED = "0A000";
  static final String OUT_OF_RANGE = "22023";
  static final String NO_CURSOR = "24000";
  static final String CANNOT_CONNECT = "08001";

  private SqlExceptions() {}

  /** The exception that the server or the way to it raised; the given one if it is neither. */
  static SQLException of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServerException server) {
        return server.sqlException();
      } else if (cause instanceof AvaticaClientRuntimeException remote
          && remote.getSqlState() != null) {
        return create(
            unprefixed(remote.getMessage()), remote.getSqlState(), remote.getErrorCode(), null);
      } else if (cause instanceof AvaticaRuntimeException local) {
        return create(local.getErrorMessage(), local.getSqlState(), local.getErrorCode(), null);
      } else if (cause instanceof TransportException transport) {
        return create(transport.getMessage(), transport.sqlState(), 0, transport.getCause());
      }
    }
    return thrown instanceof SQLException sql
        ? sql
        : create(String.valueOf(thrown.getMessage()), "HY000", 0, thrown);
  }

  /** Avatica puts this before what the server said. */
  private static String unprefixed(String message) {
    String prefix = "Remote driver error: ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }

  static SQLException notSupported(String what) {
    return new SQLFeatureNotSupportedException(what, NOT_SUPPORTED);
  }

  private static SQLException create(String message, String state, int code, Throwable cause) {
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08" -> new SQLNonTransientConnectionException(message, state, code, cause);
      case "0A" -> new SQLFeatureNotSupportedException(message, state, code, cause);
      case "28" -> new SQLInvalidAuthorizationSpecException(message, state, code, cause);
      case "42" -> new SQLSyntaxErrorException(message, state, code, cause);
      default -> new SQLException(message, state, code, cause);
    };
  }

  static SQLException cancelled() {
    return new SQLException("the query was cancelled", CANCELLED);
  }

  static SQLException timedOut(int seconds) {
    return new SQLTimeoutException(
        "the query ran longer than its timeout of " + seconds + " s and was cancelled", CANCELLED);
  }

  /** Throws a checked exception through code that does not declare it. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <E extends Throwable> RuntimeException sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
