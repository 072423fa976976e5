package io.rheo.engine.connector.kafka;

import io.rheo.engine.connector.ConnectorException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;

/** What the exceptions of Kafka's clients mean to a user. */
final class Failures {
  private Failures() {}

  /** Whether it may be over later: the broker is down, or not yet up. */
  static boolean isOutage(KafkaException failure) {
    boolean unknownHost =
        failure.getCause() instanceof ConfigException cause
            && String.valueOf(cause.getMessage()).contains("resolvable");
    return unknownHost || failure instanceof RetriableException;
  }

  /** The failure in the user's words; {@code doing} is like {@code "reading topic 'a'"}. */
  static ConnectorException explain(String doing, String brokers, KafkaException failure) {
    String what = doing + " at " + brokers + " failed";
    if (failure instanceof AuthenticationException) {
      return new ConnectorException(
          what + ": the broker refused the login",
          message(failure),
          "check 'properties.security.protocol' and the 'properties.sasl.*' or"
              + " 'properties.ssl.*' options",
          failure);
    }
    if (failure instanceof AuthorizationException) {
      return new ConnectorException(
          what + ": the broker does not allow it",
          message(failure),
          "have the rights granted to this user and, if there is one, this consumer group",
          failure);
    }
    return new ConnectorException(
        what, message(failure), "see the broker's log for the other side of it", failure);
  }

  /** The interrupt that a Kafka client turned into its own exception, as Java's. */
  static InterruptedException interrupted(InterruptException failure) {
    Thread.interrupted(); // Kafka sets the flag again, which an InterruptedException replaces
    InterruptedException result = new InterruptedException("interrupted while waiting for Kafka");
    result.initCause(failure);
    return result;
  }

  private static String message(Throwable failure) {
    String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    Throwable cause = failure.getCause();
    return cause == null || cause.getMessage() == null ? text : text + ": " + cause.getMessage();
  }
}
