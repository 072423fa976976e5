package io.rheo.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.calcite.avatica.ConnectionConfig;
import org.apache.calcite.avatica.remote.AvaticaHttpClient;
import org.apache.calcite.avatica.remote.AvaticaHttpClientFactory;
import org.apache.calcite.avatica.remote.KerberosConnection;

/** Makes the transport of a connection. Avatica finds this class by its name. */
public final class HttpTransportFactory implements AvaticaHttpClientFactory {
  /** Settings that Avatica's configuration has no place for, handed over within one thread. */
  record Timeouts(Duration connect, Duration response) {}

  static final Timeouts DEFAULT_TIMEOUTS =
      new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(180));
  static final ThreadLocal<Timeouts> TIMEOUTS = ThreadLocal.withInitial(() -> DEFAULT_TIMEOUTS);

  @Override
  public AvaticaHttpClient getClient(
      URL url, ConnectionConfig config, KerberosConnection kerberosIsNotSupported) {
    Timeouts timeouts = TIMEOUTS.get();
    HttpClient client =
        config.truststore() == null
            ? sharedOrOwn(timeouts)
            : HttpTransport.newClient(timeouts.connect()).sslContext(trusting(config)).build();
    String authorization =
        config.avaticaUser() == null
            ? null
            : HttpTransport.basic(config.avaticaUser(), config.avaticaPassword());
    return new HttpTransport(
        URI.create(url.toString()), client, timeouts.response(), authorization);
  }

  private static HttpClient sharedOrOwn(Timeouts timeouts) {
    return timeouts.connect().equals(DEFAULT_TIMEOUTS.connect())
        ? HttpTransport.shared(timeouts.connect())
        : HttpTransport.newClient(timeouts.connect()).build();
  }

  private static SSLContext trusting(ConnectionConfig config) {
    try (InputStream file = Files.newInputStream(config.truststore().toPath())) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(file, config.truststorePassword().toCharArray());
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new TransportException(
          "cannot use the truststore " + config.truststore() + ": " + e.getMessage(),
          "08001",
          false,
          e);
    }
  }
}
