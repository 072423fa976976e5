package io.rheo.jdbc;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.calcite.avatica.remote.AvaticaHttpClient;

/**
 * Sends requests with the JDK's HTTP client, without repeating any: whether a request may be
 * repeated is known only to who sends it. (Avatica's own client repeats every request whose answer
 * was lost, an INSERT too, and waits behind 25 connections.)
 */
final class HttpTransport implements AvaticaHttpClient {
  static final String CONNECT_TIMEOUT = "connect_timeout";
  static final String RESPONSE_TIMEOUT = "response_timeout";

  private static final AtomicReference<HttpClient> SHARED = new AtomicReference<>();

  private final URI uri;
  private final HttpClient client;
  private final Duration responseTimeout;
  private final String authorization;

  HttpTransport(URI uri, HttpClient client, Duration responseTimeout, String authorization) {
    this.uri = uri;
    this.client = client;
    this.responseTimeout = responseTimeout;
    this.authorization = authorization;
  }

  /** The client of all connections that need no settings of their own. */
  static HttpClient shared(Duration connectTimeout) {
    HttpClient present = SHARED.get();
    if (present == null) {
      SHARED.compareAndSet(null, newClient(connectTimeout).build());
      present = SHARED.get();
    }
    return present;
  }

  static HttpClient.Builder newClient(Duration connectTimeout) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(connectTimeout);
  }

  static String basic(String user, String password) {
    byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  @Override
  public byte[] send(byte[] request) {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(uri)
            .timeout(responseTimeout)
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request));
    if (authorization != null) {
      post.header("Authorization", authorization);
    }
    return body(exchange(post.build()));
  }

  private HttpResponse<byte[]> exchange(HttpRequest post) {
    try {
      return client.send(post, HttpResponse.BodyHandlers.ofByteArray());
    } catch (HttpTimeoutException | ConnectException e) {
      String why =
          e instanceof ConnectException ? "is a Rheo server running there?" : "it is silent";
      throw new TransportException("cannot reach " + server() + ": " + why, "08001", false, e);
    } catch (SSLException e) {
      throw new TransportException(
          "no secure connection to " + server() + ": " + e.getMessage(), "08001", false, e);
    } catch (IOException e) {
      throw new TransportException(
          "the connection to " + server() + " broke before the answer came", "08006", true, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException("interrupted while waiting for " + server(), "57014", false, e);
    }
  }

  private byte[] body(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      throw new TransportException(
          server() + " refuses this user and password", "28000", false, null);
    } else if (status == 503) {
      throw new TransportException(server() + " is overloaded", "08004", true, null);
    }
    // Errors of the protocol come with status 500 and a body that says more.
    if ((status != 200 && status != 500) || !isProtocol(response)) {
      throw new TransportException(
          "what listens at " + server() + " is not a Rheo server (HTTP " + status + ")",
          "08001",
          false,
          null);
    }
    return response.body();
  }

  private static boolean isProtocol(HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return type.startsWith("application/octet-stream") || type.startsWith("application/json");
  }

  private String server() {
    return uri.getHost() + ":" + uri.getPort();
  }
}
