package io.rheo.engine.connector.kafka;

import io.rheo.engine.connector.ConnectorException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Times without contact to any broker: warns when one begins and every minute while it lasts, and
 * ends the query when it has lasted too long.
 */
final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private static final long WARN_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

  private final String table;
  private final String brokers;
  private final Duration limit;
  private long tries;
  private long beginNanos;
  private long warnedNanos;

  /**
   * @param limit how long an outage may last; zero: for ever
   */
  Outage(String table, String brokers, Duration limit) {
    this.table = table;
    this.brokers = brokers;
    this.limit = limit;
  }

  /**
   * Notes that a try failed, or that the contact is still missing.
   *
   * @param sinceNanos for how long there was none, which counts if the outage begins now
   * @param reason asked for only if it is told
   */
  void failed(long sinceNanos, Supplier<String> reason, Throwable cause) {
    long now = System.nanoTime();
    if (tries == 0) {
      beginNanos = now - sinceNanos;
    }
    tries++;
    long lastedNanos = now - beginNanos;
    if (!limit.isZero() && lastedNanos >= limit.toNanos()) {
      throw new ConnectorException(
          "no contact to Kafka for table '" + table + "' at " + brokers,
          "tried for " + seconds(lastedNanos) + ": " + reason.get(),
          "start the broker, or correct 'properties.bootstrap.servers'; to wait longer, raise"
              + " 'scan.connect-timeout'",
          cause);
    }
    if (tries == 1 || now - warnedNanos >= WARN_AGAIN_NANOS) {
      warnedNanos = now;
      LOG.warn(
          "no contact to Kafka for table '{}' since {}: {}. {}",
          table,
          seconds(lastedNanos),
          reason.get(),
          limit.isZero()
              ? "The query goes on when the broker is there."
              : "Tried again until " + seconds(limit.toNanos()) + " have passed.");
    }
  }

  /** Whether there is none now. */
  boolean isUnderWay() {
    return tries > 0;
  }

  /** Notes contact. */
  void over() {
    if (tries > 0) {
      LOG.info("contact to Kafka for table '{}' again", table);
      tries = 0;
    }
  }

  /** How long to wait before the next try: longer and longer, at most 5 s. */
  long backOffNanos() {
    return Duration.ofMillis(Math.min(5_000, 250L << Math.min(tries, 8))).toNanos();
  }

  private static String seconds(long nanos) {
    return Math.round(nanos / 1e9) + " s";
  }
}
