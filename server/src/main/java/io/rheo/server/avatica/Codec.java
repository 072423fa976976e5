package io.rheo.server.avatica;

import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.calcite.avatica.AvaticaSeverity;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.metrics.noop.NoopMetricsSystem;
import org.apache.calcite.avatica.proto.Common;
import org.apache.calcite.avatica.proto.Common.WireMessage;
import org.apache.calcite.avatica.proto.Responses;
import org.apache.calcite.avatica.remote.AvaticaRuntimeException;
import org.apache.calcite.avatica.remote.Handler.HandlerResponse;
import org.apache.calcite.avatica.remote.JsonHandler;
import org.apache.calcite.avatica.remote.JsonService;
import org.apache.calcite.avatica.remote.ProtobufHandler;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;
import org.apache.calcite.avatica.remote.Service.ErrorResponse;
import org.apache.calcite.avatica.remote.Service.FetchRequest;
import org.apache.calcite.avatica.remote.Service.FetchResponse;
import org.apache.calcite.avatica.remote.Service.Request;
import org.apache.calcite.avatica.remote.Service.Response;

/** One of Avatica's two forms of messages. Which one a client speaks shows in its first byte. */
abstract sealed class Codec {
  /** A message and its HTTP status. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Reply(int status, byte[] body) {}

  /** The codecs of a server. */
  record Pair(Codec json, Codec protobuf) {
    Pair(Service service) {
      this(new Json(service), new Protobuf(service));
    }

    /** A JSON message starts with a brace; a Protobuf one with the tag and length of a name. */
    Codec of(byte[] message) {
      int first = 0;
      while (first < message.length && Character.isWhitespace(message[first])) {
        first++;
      }
      return first < message.length && message[first] == '{' ? json : protobuf;
    }
  }

  static final int OK = 200;
  static final int FAILED = 500;

  /** The fetch that a message asks for; {@code null} if it is something else. */
  abstract FetchRequest fetchRequest(byte[] message) throws IOException;

  /** Lets the service answer a message that is no fetch. */
  abstract Reply serve(byte[] message);

  abstract byte[] encode(Response response) throws IOException;

  abstract String contentType();

  Reply reply(Response response) {
    return reply(OK, response);
  }

  Reply reply(AvaticaRuntimeException error) {
    ErrorResponse response =
        new ErrorResponse(
            List.of(),
            error.getErrorMessage(),
            error.getErrorCode(),
            error.getSqlState(),
            AvaticaSeverity.ERROR,
            null);
    return reply(FAILED, response);
  }

  private Reply reply(int status, Response response) {
    try {
      return new Reply(status, encode(response));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O: a value that has no serial form
    }
  }

  private static final class Json extends Codec {
    private final JsonHandler handler;

    Json(Service service) {
      handler = new JsonHandler(service, NoopMetricsSystem.getInstance());
    }

    @Override
    FetchRequest fetchRequest(byte[] message) throws IOException {
      Request request = JsonService.MAPPER.readValue(message, Request.class);
      return request instanceof FetchRequest fetch ? fetch : null;
    }

    @Override
    Reply serve(byte[] message) {
      HandlerResponse<String> answer = handler.apply(new String(message, StandardCharsets.UTF_8));
      return new Reply(
          answer.getStatusCode(), answer.getResponse().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    byte[] encode(Response response) throws IOException {
      return JsonService.MAPPER.writeValueAsBytes(response);
    }

    @Override
    String contentType() {
      return "application/json;charset=utf-8";
    }
  }

  private static final class Protobuf extends Codec {
    private final ProtobufTranslationImpl translation = new ProtobufTranslationImpl();
    private final ProtobufHandler handler;

    Protobuf(Service service) {
      handler = new ProtobufHandler(service, translation, NoopMetricsSystem.getInstance());
    }

    @Override
    FetchRequest fetchRequest(byte[] message) throws IOException {
      boolean fetch = WireMessage.parseFrom(message).getName().endsWith("$FetchRequest");
      return fetch ? (FetchRequest) translation.parseRequest(message) : null;
    }

    @Override
    Reply serve(byte[] message) {
      HandlerResponse<byte[]> answer = handler.apply(message);
      return new Reply(answer.getStatusCode(), answer.getResponse());
    }

    @Override
    byte[] encode(Response response) throws IOException {
      return response instanceof FetchResponse fetch && consistsOfBlocks(fetch.frame)
          ? encodeBlocks(fetch.frame)
          : translation.serializeResponse(response);
    }

    private static boolean consistsOfBlocks(Meta.Frame frame) {
      Iterator<Object> rows = frame.rows.iterator();
      return rows.hasNext() && rows.next() instanceof Block;
    }

    /** As Avatica writes cells with bytes, but without a second copy in Base64 for old clients. */
    private static byte[] encodeBlocks(Meta.Frame frame) {
      Common.Frame.Builder blocks =
          Common.Frame.newBuilder().setOffset(frame.offset).setDone(frame.done);
      for (Object item : frame.rows) {
        Block block = (Block) item;
        Common.Row.Builder row =
            Common.Row.newBuilder()
                .addValue(
                    cell(
                        Common.TypedValue.newBuilder()
                            .setType(Common.Rep.BYTE_STRING)
                            .setBytesValue(UnsafeByteOperations.unsafeWrap(block.bytes()))));
        if (block.padded()) {
          row.addValue(cell(Common.TypedValue.newBuilder().setNull(true)));
        }
        blocks.addRows(row);
      }
      return WireMessage.newBuilder()
          .setName(Responses.FetchResponse.class.getName())
          .setWrappedMessage(
              Responses.FetchResponse.newBuilder().setFrame(blocks).build().toByteString())
          .build()
          .toByteArray();
    }

    private static Common.ColumnValue.Builder cell(Common.TypedValue.Builder value) {
      return Common.ColumnValue.newBuilder().setScalarValue(value);
    }

    @Override
    String contentType() {
      return "application/octet-stream";
    }
  }
}
