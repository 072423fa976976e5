package io.rheo.engine.format.json;

import io.rheo.engine.format.Format;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.format.RecordEncoder;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.RowType;

/**
 * Changes of rows as JSON: {@code debezium-json}, {@code canal-json}, {@code maxwell-json} and
 * {@code ogg-json}, with Flink's options and forms. The rows in them are as in {@link JsonFormat},
 * and so are the options.
 */
public final class ChangeFormat implements Format {
  private final ChangeEnvelope envelope;

  private ChangeFormat(ChangeEnvelope envelope) {
    this.envelope = envelope;
  }

  public static Format debezium() {
    return new ChangeFormat(ChangeEnvelope.DEBEZIUM);
  }

  public static Format canal() {
    return new ChangeFormat(ChangeEnvelope.CANAL);
  }

  public static Format maxwell() {
    return new ChangeFormat(ChangeEnvelope.MAXWELL);
  }

  public static Format ogg() {
    return new ChangeFormat(ChangeEnvelope.OGG);
  }

  @Override
  public String name() {
    return envelope.formatName();
  }

  @Override
  public boolean updating() {
    return true;
  }

  @Override
  public RecordDecoder decoder(Options options, RowType record, int[] targets) {
    JsonFormat.check(record);
    JsonOptions json = JsonOptions.of(options);
    return new ChangeDecoder(
        envelope,
        new JsonDecoder(json, JsonColumns.whole(record, targets)),
        new JsonDecoder(json.withVerifyTail(), JsonColumns.whole(record, targets)),
        isWrapped(options));
  }

  @Override
  public RecordEncoder encoder(Options options, RowType record) {
    JsonFormat.check(record);
    if (isWrapped(options)) {
      throw options.invalid(
          "schema-include",
          "records are written without their schema",
          "leave the option out, and let the reader expect records without a schema");
    }
    return new ChangeEncoder(envelope, new JsonEncoder(JsonOptions.of(options), record));
  }

  private boolean isWrapped(Options options) {
    return envelope == ChangeEnvelope.DEBEZIUM && options.getBoolean("schema-include", false);
  }
}
