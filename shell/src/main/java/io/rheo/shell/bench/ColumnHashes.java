package io.rheo.shell.bench;

import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.ObjectColumn;
import io.rheo.engine.column.Validity;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/** Mixes the values of a column into a hash for each row: every byte of it is read. */
final class ColumnHashes {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd
  private static final int BLOCK = 4 * Long.BYTES;
  private static final long NULL = 0x5851F42D4C957F2DL;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private ColumnHashes() {}

  static void add(Column column, long[] hashes, int count) {
    if (column instanceof LongColumn longs) {
      addLongs(longs.values(), hashes, count);
    } else if (column instanceof IntColumn ints) {
      for (int i = 0; i < count; i++) {
        hashes[i] = mix(hashes[i], ints.values()[i]);
      }
    } else if (column instanceof DoubleColumn doubles) {
      for (int i = 0; i < count; i++) {
        hashes[i] = mix(hashes[i], Double.doubleToLongBits(doubles.values()[i]));
      }
    } else if (column instanceof BooleanColumn booleans) {
      for (int i = 0; i < count; i++) {
        hashes[i] = mix(hashes[i], booleans.values()[i]);
      }
    } else if (column instanceof Decimal128Column decimals) {
      addLongs(decimals.high(), hashes, count);
      addLongs(decimals.low(), hashes, count);
    } else if (column instanceof BytesColumn bytes) {
      addBytes(bytes, hashes, count);
    } else {
      Object[] values = ((ObjectColumn) column).values();
      for (int i = 0; i < count; i++) {
        hashes[i] = mix(hashes[i], Objects.hashCode(values[i]));
      }
    }
    addNulls(column.validity(), hashes, count);
  }

  private static void addLongs(long[] values, long[] hashes, int count) {
    for (int i = 0; i < count; i++) {
      hashes[i] = mix(hashes[i], values[i]);
    }
  }

  private static void addBytes(BytesColumn column, long[] hashes, int count) {
    byte[] bytes = column.bytes();
    for (int i = 0; i < count; i++) {
      hashes[i] = mix(hashes[i], bytes, column.starts()[i], column.lengths()[i]);
    }
  }

  /**
   * Of texts with 32 bytes and more, by 32 at a time: four chains of multiplications, which do not
   * wait for each other. The last ones overlap those before, so that one branch depends on the
   * length.
   */
  private static long mix(long hash, byte[] bytes, int start, int length) {
    if (length < BLOCK) {
      return mixWords(hash, bytes, start, length);
    }
    long a = hash;
    long b = length;
    long c = NULL;
    long d = MULTIPLIER;
    int last = start + length - BLOCK;
    for (int at = start; ; at = Math.min(at + BLOCK, last)) {
      a = mix(a, (long) LONG.get(bytes, at));
      b = mix(b, (long) LONG.get(bytes, at + 8));
      c = mix(c, (long) LONG.get(bytes, at + 16));
      d = mix(d, (long) LONG.get(bytes, at + 24));
      if (at == last) {
        return mix(mix(a, b), c + Long.rotateLeft(d, 17));
      }
    }
  }

  private static long mixWords(long hash, byte[] bytes, int start, int length) {
    if (length < Long.BYTES) {
      return mixShort(mix(hash, length), bytes, start, length);
    }
    long mixed = mix(hash, length);
    int last = start + length - Long.BYTES;
    for (int at = start; at < last; at += Long.BYTES) {
      mixed = mix(mixed, (long) LONG.get(bytes, at));
    }
    return mix(mixed, (long) LONG.get(bytes, last));
  }

  private static long mixShort(long hash, byte[] bytes, int start, int length) {
    long word = 0;
    for (int at = start; at < start + length; at++) {
      word = word << Byte.SIZE | (bytes[at] & 0xFF);
    }
    return mix(hash, word);
  }

  private static void addNulls(long[] validity, long[] hashes, int count) {
    if (validity != null) {
      for (int i = 0; i < count; i++) {
        hashes[i] = Validity.isSet(validity, i) ? hashes[i] : mix(hashes[i], NULL);
      }
    }
  }

  static long mix(long hash, long word) {
    long product = (hash ^ word) * MULTIPLIER;
    return product ^ (product >>> 32);
  }
}
