package io.rheo.engine.codegen;

import io.rheo.engine.type.Storage;

/** Writes the statements that store a value as entry {@code k} of the output column. */
final class ColumnWriter {
  private ColumnWriter() {}

  /** Local variables for the arrays that {@link #write} stores to. */
  static String locals(Storage storage, Value value) {
    String arrays =
        switch (storage) {
          case BOOLEAN -> "    final byte[] out = booleans;\n";
          case INT -> "    final int[] out = ints;\n";
          case LONG -> "    final long[] out = longs;\n";
          case DOUBLE -> "    final double[] out = doubles;\n";
          case DECIMAL128 -> "    final long[] out = longs;\n    final long[] outLow = lows;\n";
          case OBJECT -> "    final Object[] out = objects;\n";
          case BYTES -> "    final io.rheo.engine.column.BytesBuilder out = bytes;\n";
        };
    boolean bits = value.mayBeNull() && storage != Storage.BYTES;
    return bits ? arrays + "    final long[] valid = validity;\n" : arrays;
  }

  static String write(Storage storage, Value value) {
    if (storage == Storage.BYTES) {
      String append =
          "out.appendLasting(%s.bytes(), %s.start(), %s.length());"
              .formatted(value.code(), value.code(), value.code());
      return value.mayBeNull()
          ? "      if (%s) { out.appendNull(); } else { %s }\n".formatted(value.isNull(), append)
          : "      " + append + "\n";
    }
    String store =
        switch (storage) {
          case BOOLEAN -> "out[k] = %s ? (byte) 1 : (byte) 0;";
          case DECIMAL128 -> "out[k] = %s.high(); outLow[k] = %s.low();";
          default -> "out[k] = %s;";
        };
    String text = "      " + store.replace("%s", value.code()) + "\n";
    return value.mayBeNull()
        ? text + "      if (%s) { valid[k >> 6] &= ~(1L << k); }\n".formatted(value.isNull())
        : text;
  }
}
