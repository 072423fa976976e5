package io.rheo.engine.connector.kafka;

import io.rheo.engine.column.Batch;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.format.RecordEncoder;

/** Turns the columns of one part of a row, its key or its value, into bytes. */
final class RecordWriter {
  private final RecordEncoder encoder;
  private final int[] columns;
  private final boolean nullIsMissing;
  private final ByteSink bytes = new ByteSink();
  private Batch source;
  private Batch selected;

  RecordWriter(RecordLayout.Part part) {
    encoder = part.format().encoder(part.options(), part.record());
    columns = part.columns().stream().mapToInt(Integer::intValue).toArray();
    nullIsMissing = part.format().name().equals("raw") && columns.length == 1;
  }

  /** The record's bytes; {@code null} for a NULL in the format {@code raw}, as when read. */
  byte[] encode(Batch batch, int row) {
    if (batch != source) {
      source = batch;
      selected = batch.select(columns);
    }
    if (nullIsMissing && selected.column(0).isNull(row)) {
      return null;
    }
    bytes.clear();
    encoder.encode(selected, row, bytes);
    return bytes.copy();
  }
}
