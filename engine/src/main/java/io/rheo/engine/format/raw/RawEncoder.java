package io.rheo.engine.format.raw;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.format.RecordEncoder;
import io.rheo.engine.type.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Encodes rows of one column as plain bytes; NULL is an empty record. */
final class RawEncoder implements RecordEncoder {
  private final DataType type;
  private final Charset charset;
  private final ByteBuffer fixed;

  RawEncoder(DataType type, Charset charset, ByteOrder byteOrder) {
    this.type = type;
    this.charset = charset;
    fixed = ByteBuffer.allocate(Long.BYTES).order(byteOrder);
  }

  /** The number of bytes of a value of fixed size. */
  static int size(DataType type) {
    return switch (type.name()) {
      case BOOLEAN, TINYINT -> 1;
      case SMALLINT -> Short.BYTES;
      case INTEGER, FLOAT -> Integer.BYTES;
      case BIGINT, DOUBLE -> Long.BYTES;
      default -> throw new IllegalStateException("no fixed size: " + type);
    };
  }

  @Override
  public void encode(Batch batch, int row, ByteSink out) {
    if (batch.column(0).isNull(row)) {
      return;
    }
    switch (type.name()) {
      case CHAR, VARCHAR -> putText(batch.bytes(0), row, out);
      case BINARY, VARBINARY -> {
        BytesColumn bytes = batch.bytes(0);
        out.put(bytes.bytes(), bytes.starts()[row], bytes.lengths()[row]);
      }
      default -> {
        fixed.clear();
        putFixed(batch, row);
        out.put(fixed.array(), 0, fixed.position());
      }
    }
  }

  private void putText(BytesColumn texts, int row, ByteSink out) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      out.put(texts.bytes(), texts.starts()[row], texts.lengths()[row]);
      return;
    }
    byte[] encoded = texts.string(row).getBytes(charset);
    out.put(encoded, 0, encoded.length);
  }

  private void putFixed(Batch batch, int row) {
    switch (type.name()) {
      case BOOLEAN -> fixed.put(batch.booleans(0)[row]);
      case TINYINT -> fixed.put((byte) batch.ints(0)[row]);
      case SMALLINT -> fixed.putShort((short) batch.ints(0)[row]);
      case INTEGER -> fixed.putInt(batch.ints(0)[row]);
      case BIGINT -> fixed.putLong(batch.longs(0)[row]);
      case FLOAT -> fixed.putFloat((float) batch.doubles(0)[row]);
      case DOUBLE -> fixed.putDouble(batch.doubles(0)[row]);
      default -> throw new IllegalStateException("no fixed size: " + type);
    }
  }
}
