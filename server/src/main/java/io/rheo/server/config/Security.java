package io.rheo.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may connect, and how.
 *
 * @param usersFile lines {@code name: password,users}; the password may be {@code MD5:…} or {@code
 *     CRYPT:…}. Without it everybody who reaches the port may connect
 * @param keystore the server's certificate and key for TLS; without it the connection is in clear
 * @param keystorePassword of the keystore and its key
 */
public record Security(Optional<Path> usersFile, Optional<Path> keystore, String keystorePassword) {
  public static final Security NONE = new Security(Optional.empty(), Optional.empty(), "");

  /** Whether strangers on the network can neither connect nor listen. */
  public boolean protectsFromTheNetwork() {
    return usersFile.isPresent() && keystore.isPresent();
  }
}
