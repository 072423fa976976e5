package io.rheo.engine.connector.kafka;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Finds out why brokers do not answer: Kafka's clients only say that time ran out. */
final class Reachability {
  private static final int CONNECT_MILLIS = 1_000;

  private Reachability() {}

  /** What became of a plain connection to each address, as {@code host:port (why)}. Blocks. */
  static String describe(String bootstrapServers) {
    return Arrays.stream(bootstrapServers.split(",", -1))
        .map(String::strip)
        .map(address -> address + " (" + connect(address) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String connect(String address) {
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon).replaceAll("^.*://|[\\[\\]]", "");
    int port = Integer.parseInt(address.substring(colon + 1));
    if (port > 65_535) {
      return "no such port";
    }
    InetSocketAddress target = new InetSocketAddress(host, port);
    if (target.isUnresolved()) {
      return "unknown host";
    }
    try (Socket socket = new Socket()) {
      socket.connect(target, CONNECT_MILLIS);
      return "connected, but no answer as from a Kafka broker; TLS or SASL may be wanted";
    } catch (ConnectException e) {
      return "connection refused";
    } catch (SocketTimeoutException e) {
      return "no answer";
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
