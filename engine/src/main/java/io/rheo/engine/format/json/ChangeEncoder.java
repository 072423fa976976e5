package io.rheo.engine.format.json;

import io.rheo.engine.column.Batch;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.format.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Encodes each change as an insertion or a deletion; an update is one of each. */
final class ChangeEncoder implements RecordEncoder {
  private final JsonEncoder rows;
  private final byte[] insertionStart;
  private final byte[] insertionEnd;
  private final byte[] deletionStart;
  private final byte[] deletionEnd;

  ChangeEncoder(ChangeEnvelope envelope, JsonEncoder rows) {
    this.rows = rows;
    insertionStart = bytes(envelope.insertion(), 0);
    insertionEnd = bytes(envelope.insertion(), 1);
    deletionStart = bytes(envelope.deletion(), 0);
    deletionEnd = bytes(envelope.deletion(), 1);
  }

  private static byte[] bytes(List<String> parts, int part) {
    return parts.get(part).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void encode(Batch batch, int row, ByteSink out) {
    boolean isInsert = batch.weight(row) > 0;
    put(isInsert ? insertionStart : deletionStart, out);
    rows.encode(batch, row, out);
    put(isInsert ? insertionEnd : deletionEnd, out);
  }

  private static void put(byte[] bytes, ByteSink out) {
    out.put(bytes, 0, bytes.length);
  }
}
