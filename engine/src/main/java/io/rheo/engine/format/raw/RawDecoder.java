package io.rheo.engine.format.raw;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.format.Utf8;
import io.rheo.engine.type.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Decodes records that are one value. */
final class RawDecoder implements RecordDecoder {
  private final DataType type;
  private final Charset charset;
  private final ByteOrder byteOrder;
  private final int target; // column of the batch, or -1

  RawDecoder(DataType type, Charset charset, ByteOrder byteOrder, int target) {
    this.type = type;
    this.charset = charset;
    this.byteOrder = byteOrder;
    this.target = target;
  }

  @Override
  public String decode(byte[] bytes, int offset, int length, BatchBuilder rows) {
    return switch (type.name()) {
      case CHAR, VARCHAR -> decodeText(bytes, offset, length, rows);
      case BINARY, VARBINARY -> {
        if (target >= 0) {
          rows.bytes(target).append(bytes, offset, length);
        }
        yield null;
      }
      default -> decodeFixed(bytes, offset, length, rows);
    };
  }

  private String decodeText(byte[] bytes, int offset, int length, BatchBuilder rows) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      if (!Utf8.isValid(bytes, offset, offset + length)) {
        return "it is not valid UTF-8";
      }
      if (target >= 0) {
        rows.bytes(target).append(bytes, offset, length);
      }
      return null;
    }
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length)).toString();
      if (target >= 0) {
        rows.bytes(target).append(text);
      }
      return null;
    } catch (CharacterCodingException e) {
      return "it is not valid " + charset.name();
    }
  }

  private String decodeFixed(byte[] bytes, int offset, int length, BatchBuilder rows) {
    int expected = RawEncoder.size(type);
    if (length == 0 && type.nullable()) {
      if (target >= 0) {
        rows.column(target).appendNull();
      }
      return null;
    }
    if (length != expected) {
      return "it has " + length + " bytes, but the type " + type.name() + " has " + expected;
    }
    if (target >= 0) {
      append(ByteBuffer.wrap(bytes, offset, length).order(byteOrder), rows);
    }
    return null;
  }

  private void append(ByteBuffer value, BatchBuilder rows) {
    switch (type.name()) {
      case BOOLEAN -> rows.booleans(target).append((byte) (value.get() == 0 ? 0 : 1));
      case TINYINT -> rows.ints(target).append(value.get());
      case SMALLINT -> rows.ints(target).append(value.getShort());
      case INTEGER -> rows.ints(target).append(value.getInt());
      case BIGINT -> rows.longs(target).append(value.getLong());
      case FLOAT -> rows.doubles(target).append(value.getFloat());
      case DOUBLE -> rows.doubles(target).append(value.getDouble());
      default -> throw new IllegalStateException("no fixed size: " + type);
    }
  }
}
