package io.rheo.engine.format.json;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.format.RecordDecoder;

/** Decodes JSON records: the expected ones fast, all others with Jackson. */
final class JsonDecoder implements RecordDecoder {
  private final JsonOptions options;
  private final JsonScanner scanner;
  private final JacksonDecoder general;

  JsonDecoder(JsonOptions options, JsonColumns columns) {
    this.options = options;
    JsonFields fields = new JsonFields(columns.record().fields());
    scanner = new JsonScanner(options, fields, columns.scanned(options.timestampStyle()));
    general = new JacksonDecoder(options, columns);
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
  public int decodeLine(byte[] bytes, int from, int to, BatchBuilder rows) {
    return scanner.scanLine(bytes, from, to, rows);
  }

  @Override
  public String decode(byte[] bytes, int offset, int length, BatchBuilder rows) {
    if (scanner.scan(bytes, offset, offset + length, rows)) {
      return null;
    }
    return general.decode(bytes, offset, length, rows);
  }
}
