package io.rheo.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Stands between client and server and loses answers after the server has given them. */
final class LossyProxy implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer proxy;
  private final URI target;
  private final Predicate<String> loses;

  /**
   * @param loses whether the answer to a request is lost; gets the request as Latin-1 text
   */
  LossyProxy(int targetPort, Predicate<String> loses) throws IOException {
    this.target = URI.create("http://127.0.0.1:" + targetPort + "/");
    this.loses = loses;
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.setExecutor(threads);
    proxy.createContext("/", this::forward);
    proxy.start();
  }

  private void forward(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    try {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(target)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (loses.test(new String(request, StandardCharsets.ISO_8859_1))) {
        exchange.close();
        return;
      }
      exchange
          .getResponseHeaders()
          .add("Content-Type", answer.headers().firstValue("Content-Type").orElseThrow());
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  int port() {
    return proxy.getAddress().getPort();
  }

  @Override
  public void close() {
    proxy.stop(0);
    threads.shutdownNow();
  }
}
