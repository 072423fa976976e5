package io.rheo.server.config;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server's settings.
 *
 * @param address to listen at; a host name or IP address. Others than this machine's own loopback
 *     are accepted only with authentication and TLS
 * @param port 0 picks a free one
 */
public record ServerConfig(String address, int port, Security security, Limits limits) {
  public static final int DEFAULT_PORT = 8765;

  /** Listens at 127.0.0.1:8765 and keeps nothing. */
  public static final ServerConfig DEFAULT =
      new ServerConfig("127.0.0.1", DEFAULT_PORT, Security.NONE, Limits.DEFAULT);

  public ServerConfig {
    if (port < 0 || port > 65_535) {
      throw SqlError.of(
          ErrorCode.SERVER_CONFIGURATION, "port " + port + " is not between 0 and 65535");
    }
    if (!resolve(address).isLoopbackAddress() && !security.protectsFromTheNetwork()) {
      throw SqlError.of(
              ErrorCode.SERVER_CONFIGURATION,
              "the server does not listen at '" + address + "' without authentication and TLS")
          .why("everybody who reaches that address could read and change all data")
          .fix("listen at 127.0.0.1, or configure a users file and a keystore");
    }
    Stream.of(security.usersFile(), security.keystore())
        .flatMap(Optional::stream)
        .filter(file -> !Files.isReadable(file))
        .forEach(
            file -> {
              throw SqlError.of(
                  ErrorCode.SERVER_CONFIGURATION, "cannot read the file '" + file + "'");
            });
  }

  private static InetAddress resolve(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw SqlError.of(
              ErrorCode.SERVER_CONFIGURATION, "'" + address + "' is no address of a network")
          .fix("use an IP address or a host name that can be resolved")
          .causedBy(e);
    }
  }

  public ServerConfig withPort(int newPort) {
    return new ServerConfig(address, newPort, security, limits);
  }

  public ServerConfig withAddress(String newAddress) {
    return new ServerConfig(newAddress, port, security, limits);
  }

  public ServerConfig withSecurity(Security newSecurity) {
    return new ServerConfig(address, port, newSecurity, limits);
  }

  public ServerConfig withLimits(Limits newLimits) {
    return new ServerConfig(address, port, security, newLimits);
  }
}
