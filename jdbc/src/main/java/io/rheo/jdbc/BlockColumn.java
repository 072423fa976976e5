package io.rheo.jdbc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A column of a block, read where it lies: a value is made when it is asked for. NULL is {@code
 * null}.
 */
final class BlockColumn {
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private final byte[] block;
  private final ColumnForm form;
  private final int scale;
  private final int validity; // where the bits start; -1 if there are none
  private final int values;
  private final int variable; // where texts start
  private final BlockColumn elements;
  private final int end;

  private BlockColumn(byte[] block, int start, int rowCount) {
    this.block = block;
    this.form = ColumnForm.of(block[start]);
    this.scale = block[start + 1];
    boolean nulls = block[start + 2] != 0;
    this.validity = nulls ? start + 3 : -1;
    this.values = start + 3 + (nulls ? (rowCount + 7) >> 3 : 0);
    this.variable = values + rowCount * form.bytesPerRow();
    int length = rowCount == 0 ? 0 : entryEnd(rowCount - 1);
    this.elements = form == ColumnForm.LIST ? new BlockColumn(block, variable, length) : null;
    this.end =
        switch (form) {
          case TEXT, BYTES -> variable + length;
          case LIST -> elements.end;
          default -> variable;
        };
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /** The number of rows of a block. */
  static int rowCount(byte[] block) {
    return (int) INTS.get(block, 0);
  }

  /** All columns of a block. */
  static BlockColumn[] of(byte[] block) {
    BlockColumn[] columns = new BlockColumn[(int) INTS.get(block, Integer.BYTES)];
    int start = 2 * Integer.BYTES;
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new BlockColumn(block, start, rowCount(block));
      start = columns[i].end;
    }
    return columns;
  }

  Object get(int row) {
    if (validity >= 0 && (block[validity + (row >> 3)] >>> (row & 7) & 1) == 0) {
      return null;
    }
    int at = values + row * form.bytesPerRow();
    return switch (form) {
      case BOOLEAN -> block[at] != 0;
      case BYTE -> block[at];
      case SHORT -> (short) SHORTS.get(block, at);
      case INT -> (int) INTS.get(block, at);
      case LONG -> (long) LONGS.get(block, at);
      case FLOAT -> Float.intBitsToFloat((int) INTS.get(block, at));
      case DOUBLE -> Double.longBitsToDouble((long) LONGS.get(block, at));
      case DECIMAL -> BigDecimal.valueOf((long) LONGS.get(block, at), scale);
      case WIDE_DECIMAL -> wideDecimal(at);
      case TEXT -> text(row);
      case BYTES -> Arrays.copyOfRange(block, variable + entryStart(row), variable + entryEnd(row));
      case LIST -> list(row);
      case CHANGE -> Protocol.changeKinds().get(block[at]);
    };
  }

  private int entryStart(int row) {
    return row == 0 ? 0 : entryEnd(row - 1);
  }

  private int entryEnd(int row) {
    return switch (form) {
      case TEXT, BYTES, LIST -> (int) INTS.get(block, values + row * Integer.BYTES);
      default -> 0;
    };
  }

  private String text(int row) {
    int start = entryStart(row);
    return new String(block, variable + start, entryEnd(row) - start, StandardCharsets.UTF_8);
  }

  private BigDecimal wideDecimal(int at) {
    long low = (long) LONGS.get(block, at);
    if ((long) LONGS.get(block, at + Long.BYTES) == low >> 63) { // most numbers are not so wide
      return BigDecimal.valueOf(low, scale);
    }
    byte[] unscaled = new byte[16]; // the highest byte first, as BigInteger reads it
    for (int i = 0; i < 16; i++) {
      unscaled[i] = block[at + 15 - i];
    }
    return new BigDecimal(new BigInteger(unscaled), scale);
  }

  private List<Object> list(int row) {
    int start = entryStart(row);
    int stop = entryEnd(row);
    List<Object> list = new ArrayList<>(stop - start);
    for (int i = start; i < stop; i++) {
      list.add(elements.get(i));
    }
    return list;
  }
}
