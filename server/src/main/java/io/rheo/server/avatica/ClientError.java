package io.rheo.server.avatica;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.calcite.avatica.AvaticaSeverity;
import org.apache.calcite.avatica.remote.AvaticaRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An error as a client gets it: the text that people read, the number of the code, the SQLState. It
 * has no stack trace, since Avatica would send that too.
 */
final class ClientError extends AvaticaRuntimeException {
  private static final Logger LOG = LoggerFactory.getLogger(ClientError.class);
  private static final AtomicLong INCIDENTS = new AtomicLong();

  private ClientError(String message, ErrorCode code) {
    super(message, number(code), code.sqlState(), AvaticaSeverity.ERROR);
  }

  /** What a client is told about {@code thrown}. A bug is logged here, and only named there. */
  static AvaticaRuntimeException of(RuntimeException thrown) {
    if (thrown instanceof AvaticaRuntimeException known) {
      return known;
    } else if (thrown instanceof SqlError error) {
      return new ClientError(error.render(), error.code());
    }
    long incident = INCIDENTS.incrementAndGet();
    LOG.error("internal error {}", incident, thrown);
    return new ClientError(
        SqlError.of(ErrorCode.INTERNAL, "internal error " + incident + ": " + thrown)
            .fix("this is a bug of Rheo; the server's log has more under this number")
            .render(),
        ErrorCode.INTERNAL);
  }

  /** {@code RH0212} is 212. */
  private static int number(ErrorCode code) {
    return Integer.parseInt(code.code().substring(2));
  }

  @Override
  public String getMessage() {
    return getErrorMessage();
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  public Throwable fillInStackTrace() {
    return this;
  }
}
