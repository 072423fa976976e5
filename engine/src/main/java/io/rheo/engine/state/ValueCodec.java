package io.rheo.engine.state;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values in the form of {@code BoxedValues} as bytes and back. The bytes are canonical: two values
 * of one type are equal if and only if their bytes are (one zero, one NaN, entries of a map in the
 * order of their bytes).
 */
public final class ValueCodec {
  private final DataType type;

  public ValueCodec(DataType type) {
    this.type = type;
  }

  public byte[] toBytes(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(value, type, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  public Object fromBytes(byte[] bytes) {
    try {
      return read(type, new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException("the bytes of a " + type + " are cut off", e);
    }
  }

  private static void write(Object value, DataType type, DataOutputStream out) throws IOException {
    out.writeBoolean(value != null);
    if (value == null) {
      return;
    }
    switch (type.name()) {
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case TINYINT, SMALLINT, INTEGER, DATE, TIME -> out.writeInt((Integer) value);
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
          out.writeLong((Long) value);
      case DECIMAL -> writeBytes(((BigDecimal) value).unscaledValue().toByteArray(), out);
      case FLOAT, DOUBLE -> out.writeDouble((Double) value + 0.0); // one zero
      case CHAR, VARCHAR -> writeBytes(((String) value).getBytes(StandardCharsets.UTF_8), out);
      case BINARY, VARBINARY -> writeBytes((byte[]) value, out);
      case ARRAY -> writeArray((List<?>) value, type.element(), out);
      case MAP -> writeMap((Map<?, ?>) value, type, out);
      case ROW -> writeRow((List<?>) value, type.children(), out);
    }
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void writeArray(List<?> values, DataType element, DataOutputStream out)
      throws IOException {
    out.writeInt(values.size());
    for (Object value : values) {
      write(value, element, out);
    }
  }

  private static void writeMap(Map<?, ?> map, DataType type, DataOutputStream out)
      throws IOException {
    List<byte[]> entries = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream entryOut = new DataOutputStream(bytes);
      write(entry.getKey(), type.children().get(0).type(), entryOut);
      write(entry.getValue(), type.children().get(1).type(), entryOut);
      entries.add(bytes.toByteArray());
    }
    entries.sort(Arrays::compareUnsigned);
    out.writeInt(entries.size());
    for (byte[] entry : entries) {
      out.write(entry);
    }
  }

  private static void writeRow(List<?> values, List<Field> members, DataOutputStream out)
      throws IOException {
    for (int i = 0; i < members.size(); i++) {
      write(values.get(i), members.get(i).type(), out);
    }
  }

  private static Object read(DataType type, DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    return switch (type.name()) {
      case BOOLEAN -> in.readBoolean();
      case TINYINT, SMALLINT, INTEGER, DATE, TIME -> in.readInt();
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
          in.readLong();
      case DECIMAL -> new BigDecimal(new BigInteger(readBytes(in)), type.scale());
      case FLOAT, DOUBLE -> in.readDouble();
      case CHAR, VARCHAR -> new String(readBytes(in), StandardCharsets.UTF_8);
      case BINARY, VARBINARY -> readBytes(in);
      case ARRAY -> readArray(type.element(), in);
      case MAP -> readMap(type, in);
      case ROW -> readRow(type.children(), in);
    };
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  private static List<Object> readArray(DataType element, DataInputStream in) throws IOException {
    int size = in.readInt();
    List<Object> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(read(element, in));
    }
    return values;
  }

  private static Map<Object, Object> readMap(DataType type, DataInputStream in) throws IOException {
    int size = in.readInt();
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      Object key = read(type.children().get(0).type(), in);
      map.put(key, read(type.children().get(1).type(), in));
    }
    return map;
  }

  private static List<Object> readRow(List<Field> members, DataInputStream in) throws IOException {
    List<Object> values = new ArrayList<>(members.size());
    for (Field member : members) {
      values.add(read(member.type(), in));
    }
    return values;
  }
}
