package io.rheo.server.config;

import java.time.Duration;

/**
 * How much a client may hold, and for how long it may be silent.
 *
 * @param fetchWait how long a fetch waits for rows before it comes back empty
 * @param statementIdle after so long without a fetch a query is ended, since its reader is gone
 * @param connectionIdle after so long without any request a connection is closed
 * @param connectionsMax open connections
 * @param statementsMax open statements of one connection
 * @param frameRowsMax rows in one answer, whatever the client asks for
 * @param frameBytesMax about so many bytes of strings in one answer; a longer row comes alone
 * @param requestBytesMax longest request
 */
public record Limits(
    Duration fetchWait,
    Duration statementIdle,
    Duration connectionIdle,
    int connectionsMax,
    int statementsMax,
    int frameRowsMax,
    long frameBytesMax,
    int requestBytesMax) {

  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          1_000,
          1_000,
          65_536,
          8L << 20,
          64 << 20);

  public Limits {
    positive("fetchWait", fetchWait.toMillis());
    positive("statementIdle", statementIdle.toMillis());
    positive("connectionIdle", connectionIdle.toMillis());
    positive("connectionsMax", connectionsMax);
    positive("statementsMax", statementsMax);
    positive("frameRowsMax", frameRowsMax);
    positive("frameBytesMax", frameBytesMax);
    positive("requestBytesMax", requestBytesMax);
    if (fetchWait.compareTo(Duration.ofSeconds(30)) > 0) {
      throw new IllegalArgumentException("fetchWait must not be longer than 30 s: " + fetchWait);
    }
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive");
    }
  }

  public Limits withFetchWait(Duration wait) {
    return new Limits(
        wait,
        statementIdle,
        connectionIdle,
        connectionsMax,
        statementsMax,
        frameRowsMax,
        frameBytesMax,
        requestBytesMax);
  }

  public Limits withIdle(Duration statement, Duration connection) {
    return new Limits(
        fetchWait,
        statement,
        connection,
        connectionsMax,
        statementsMax,
        frameRowsMax,
        frameBytesMax,
        requestBytesMax);
  }
}
