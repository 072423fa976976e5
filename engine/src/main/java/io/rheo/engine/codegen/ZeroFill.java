package io.rheo.engine.codegen;

import io.rheo.engine.type.Storage;

/** Makes the entries of NULLs zero, as columns promise. */
final class ZeroFill {
  private ZeroFill() {}

  /** In the column being written, where its validity says NULL. */
  static void nulls(StageCode code, Storage storage) {
    long[] validity = code.validity;
    if (validity == null) {
      return;
    }
    int count = length(code, storage);
    for (int word = 0; word < validity.length; word++) {
      for (long nulls = ~validity[word]; nulls != 0; nulls &= nulls - 1) {
        int row = word * 64 + Long.numberOfTrailingZeros(nulls);
        if (row < count) {
          clear(code, storage, row);
        }
      }
    }
  }

  private static int length(StageCode code, Storage storage) {
    return switch (storage) {
      case BOOLEAN -> code.booleans.length;
      case INT -> code.ints.length;
      case LONG, DECIMAL128 -> code.longs.length;
      case DOUBLE -> code.doubles.length;
      case BYTES, OBJECT -> throw new IllegalArgumentException("no zero in " + storage);
    };
  }

  private static void clear(StageCode code, Storage storage, int row) {
    switch (storage) {
      case BOOLEAN -> code.booleans[row] = 0;
      case INT -> code.ints[row] = 0;
      case LONG -> code.longs[row] = 0;
      case DOUBLE -> code.doubles[row] = 0;
      case DECIMAL128 -> {
        code.longs[row] = 0;
        code.lows[row] = 0;
      }
      case BYTES, OBJECT -> throw new IllegalArgumentException("no zero in " + storage);
    }
  }
}
