package io.rheo.server.avatica;

import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.type.DataType;
import io.rheo.jdbc.ColumnForm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** Writes one block in the layout of {@link ColumnForm}. */
final class BlockWriter {
  private static final int INITIAL_BYTES_PER_VALUE = 16;

  private final WireValues values;
  private byte[] bytes;
  private ByteBuffer block; // over the bytes

  BlockWriter(int rowCount, int columnCount, ZoneId zone) {
    this.values = new WireValues(zone);
    long guess = 64L + (long) rowCount * columnCount * INITIAL_BYTES_PER_VALUE;
    bytes = new byte[(int) Math.min(guess, 1 << 24)];
    block = over(bytes);
    block.putInt(rowCount).putInt(columnCount);
  }

  private static ByteBuffer over(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  byte[] finish() {
    return Arrays.copyOf(bytes, block.position());
  }

  /** A column without NULLs. */
  void entries(ColumnForm form, byte[] entries) {
    header(form, 0, null, entries.length);
    block.put(entries);
  }

  void column(Column column, DataType type, int rowCount) {
    switch (type.name()) {
      case BOOLEAN -> booleans((BooleanColumn) column, rowCount);
      case TINYINT, SMALLINT, INTEGER, DATE, TIME -> ints((IntColumn) column, type, rowCount);
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ ->
          longs(ColumnForm.LONG, 0, (LongColumn) column, rowCount);
      case DECIMAL -> decimals(column, type, rowCount);
      case FLOAT, DOUBLE -> doubles((DoubleColumn) column, type, rowCount);
      case CHAR, VARCHAR -> slices(ColumnForm.TEXT, (BytesColumn) column, rowCount);
      case BINARY, VARBINARY -> slices(ColumnForm.BYTES, (BytesColumn) column, rowCount);
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, MAP, ROW -> texts(column, type, rowCount);
      case ARRAY -> {
        if (ColumnTypes.isTextOnTheWire(type)) {
          texts(column, type, rowCount);
        } else {
          lists(column, type, rowCount);
        }
      }
    }
  }

  private void header(ColumnForm form, int scale, long[] validity, int rowCount) {
    int bitBytes = validity == null ? 0 : (rowCount + 7) >> 3;
    reserve(3 + bitBytes + (long) rowCount * form.bytesPerRow());
    block.put(form.code()).put((byte) scale).put((byte) (validity == null ? 0 : 1));
    for (int i = 0; i < bitBytes; i++) {
      block.put((byte) (validity[i >> 3] >>> ((i & 7) * 8)));
    }
  }

  private void reserve(long size) {
    if (block.remaining() < size) {
      int needed = Math.toIntExact(block.position() + size);
      int capacity = (int) Math.min(Math.max(needed, 2L * block.capacity()), Integer.MAX_VALUE - 8);
      int position = block.position();
      bytes = Arrays.copyOf(bytes, capacity);
      block = over(bytes).position(position);
    }
  }

  private void booleans(BooleanColumn column, int rowCount) {
    header(ColumnForm.BOOLEAN, 0, column.validity(), rowCount);
    block.put(column.values(), 0, rowCount);
  }

  private void ints(IntColumn column, DataType type, int rowCount) {
    ColumnForm form =
        switch (type.name()) {
          case TINYINT -> ColumnForm.BYTE;
          case SMALLINT -> ColumnForm.SHORT;
          default -> ColumnForm.INT;
        };
    header(form, 0, column.validity(), rowCount);
    int[] entries = column.values();
    for (int i = 0; i < rowCount; i++) {
      switch (form) {
        case BYTE -> block.put((byte) entries[i]);
        case SHORT -> block.putShort((short) entries[i]);
        default -> block.putInt(entries[i]);
      }
    }
  }

  private void longs(ColumnForm form, int scale, LongColumn column, int rowCount) {
    header(form, scale, column.validity(), rowCount);
    block.asLongBuffer().put(column.values(), 0, rowCount);
    block.position(block.position() + rowCount * Long.BYTES);
  }

  private void decimals(Column column, DataType type, int rowCount) {
    if (column instanceof LongColumn longs) {
      longs(ColumnForm.DECIMAL, type.scale(), longs, rowCount);
      return;
    }
    Decimal128Column wide = (Decimal128Column) column;
    header(ColumnForm.WIDE_DECIMAL, type.scale(), wide.validity(), rowCount);
    for (int i = 0; i < rowCount; i++) {
      block.putLong(wide.low()[i]).putLong(wide.high()[i]);
    }
  }

  private void doubles(DoubleColumn column, DataType type, int rowCount) {
    boolean single =
        switch (type.name()) {
          case FLOAT -> true;
          default -> false;
        };
    header(single ? ColumnForm.FLOAT : ColumnForm.DOUBLE, 0, column.validity(), rowCount);
    double[] entries = column.values();
    if (single) {
      for (int i = 0; i < rowCount; i++) {
        block.putFloat((float) entries[i]);
      }
    } else {
      block.asDoubleBuffer().put(entries, 0, rowCount);
      block.position(block.position() + rowCount * Double.BYTES);
    }
  }

  private void slices(ColumnForm form, BytesColumn column, int rowCount) {
    header(form, 0, column.validity(), rowCount);
    int[] lengths = column.lengths();
    long end = 0;
    for (int i = 0; i < rowCount; i++) {
      end += lengths[i];
      block.putInt((int) end); // if it is too much, the reservation fails
    }
    reserve(end);
    int position = block.position();
    for (int i = 0; i < rowCount; i++) {
      System.arraycopy(column.bytes(), column.starts()[i], bytes, position, lengths[i]);
      position += lengths[i];
    }
    block.position(position);
  }

  /** Values that travel as text: written by what writes them in rows. */
  private void texts(Column column, DataType type, int rowCount) {
    BytesBuilder texts = new BytesBuilder();
    for (int i = 0; i < rowCount; i++) {
      Object value = BoxedValues.get(column, type, i);
      if (value == null) {
        texts.appendNull();
      } else {
        texts.append((String) values.convert(value, type));
      }
    }
    slices(ColumnForm.TEXT, (BytesColumn) texts.build(), rowCount);
  }

  private void lists(Column column, DataType type, int rowCount) {
    header(ColumnForm.LIST, 0, column.validity(), rowCount);
    ColumnBuilder elements = ColumnBuilder.of(type.element());
    for (int i = 0; i < rowCount; i++) {
      Object list = BoxedValues.get(column, type, i);
      if (list != null) {
        ((List<?>) list).forEach(element -> BoxedValues.append(elements, element));
      }
      block.putInt(elements.size());
    }
    int count = elements.size();
    column(elements.build(), type.element(), count);
  }
}
