package io.rheo.server.avatica;

import io.rheo.server.avatica.Codec.Reply;
import io.rheo.server.config.Limits;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.calcite.avatica.Meta.Frame;
import org.apache.calcite.avatica.Meta.StatementHandle;
import org.apache.calcite.avatica.remote.LocalService;
import org.apache.calcite.avatica.remote.Service.FetchRequest;
import org.apache.calcite.avatica.remote.Service.FetchResponse;
import org.apache.calcite.avatica.remote.Service.RpcMetadataResponse;
import org.apache.calcite.avatica.server.AvaticaHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests in both of Avatica's forms on one port. A fetch without rows waits aside. */
final class RpcHandler extends AbstractHandler implements AvaticaHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RpcHandler.class);
  private static final long SLACK_MILLIS = 30_000;

  private final RheoMeta meta;
  private final Limits limits;
  private final ScheduledExecutorService timer;
  private final LocalService service;
  private final Codec.Pair codecs;

  RpcHandler(RheoMeta meta, Limits limits, ScheduledExecutorService timer) {
    this.meta = meta;
    this.limits = limits;
    this.timer = timer;
    this.service = new LocalService(meta);
    this.codecs = new Codec.Pair(service);
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    base.setHandled(true);
    if (!request.getMethod().equals("POST")) {
      response.setHeader("Allow", "POST");
      response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    byte[] message = request.getInputStream().readNBytes(limits.requestBytesMax() + 1);
    Codec codec = codecs.of(message);
    if (message.length > limits.requestBytesMax()) {
      String size = "the request is longer than " + limits.requestBytesMax() + " bytes";
      send(response, codec, codec.reply(error(SqlError.of(ErrorCode.REQUEST_TOO_LARGE, size))));
      return;
    }
    FetchRequest fetch;
    try {
      fetch = codec.fetchRequest(message);
    } catch (IOException | RuntimeException e) {
      SqlError error = SqlError.of(ErrorCode.NOT_UNDERSTOOD, "this is no request of Avatica's");
      send(response, codec, codec.reply(error(error)));
      return;
    }
    if (fetch == null || fetch.offset < 0) {
      send(response, codec, codec.serve(message));
    } else {
      fetch(fetch, codec, request, response);
    }
  }

  private static org.apache.calcite.avatica.remote.AvaticaRuntimeException error(
      RuntimeException thrown) {
    return ClientError.of(thrown);
  }

  private void fetch(
      FetchRequest fetch, Codec codec, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Reply reply;
    try {
      Result result = meta.result(new StatementHandle(fetch.connectionId, fetch.statementId, null));
      int rowsMax = meta.rowsMax(fetch.fetchMaxRowCount);
      Frame frame = result.tryFetch(fetch.offset, rowsMax);
      if (frame == null) {
        park(fetch, result, rowsMax, codec, request.startAsync());
        return;
      }
      reply = reply(codec, frame);
    } catch (RuntimeException e) {
      reply = codec.reply(error(e));
    }
    send(response, codec, reply);
  }

  private void park(
      FetchRequest fetch, Result result, int rowsMax, Codec codec, AsyncContext exchange) {
    exchange.setTimeout(limits.fetchWait().toMillis() + SLACK_MILLIS); // ours ends before
    Executor workers = getServer().getThreadPool();
    new WaitingFetch(
            fetch,
            result,
            rowsMax,
            limits.fetchWait().toNanos(),
            workers,
            timer,
            new WaitingFetch.Answer(
                frame -> complete(exchange, codec, reply(codec, frame)),
                failure -> complete(exchange, codec, codec.reply(error(failure)))))
        .start();
  }

  private static Reply reply(Codec codec, Frame frame) {
    return codec.reply(new FetchResponse(frame, false, false, null));
  }

  private static void complete(AsyncContext exchange, Codec codec, Reply reply) {
    try {
      send((HttpServletResponse) exchange.getResponse(), codec, reply);
    } catch (IOException e) {
      // The client went away while it waited. It may ask for the same rows again.
      LOG.debug("answer not delivered", e);
    } finally {
      exchange.complete();
    }
  }

  private static void send(HttpServletResponse response, Codec codec, Reply reply)
      throws IOException {
    response.setStatus(reply.status());
    response.setContentType(codec.contentType());
    response.setContentLength(reply.body().length);
    response.getOutputStream().write(reply.body());
  }

  @Override
  public void setServerRpcMetadata(RpcMetadataResponse metadata) {
    // Optional in every answer. Its address would be wrong behind a proxy, and nobody reads it.
  }
}
