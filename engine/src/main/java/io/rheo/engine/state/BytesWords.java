package io.rheo.engine.state;

import io.rheo.engine.column.BytesBuilder;

/**
 * A byte string as one word: up to seven bytes are in the word itself, above their number; longer
 * ones are ids of a dictionary. Most keys that people group by (symbols, codes, names of states)
 * are short, and then cost no look-up and no memory.
 */
final class BytesWords {
  static final long NULL = 0xFE;
  private static final int INLINE_BYTES = 7;
  private static final int ID = 0xFF;

  private BytesWords() {}

  static long encode(byte[] bytes, int start, int length, BytesDictionary dictionary) {
    if (length <= INLINE_BYTES) {
      return Hashing.littleEndian(bytes, start, length) << 8 | length;
    }
    return (long) dictionary.id(bytes, start, length) << 8 | ID;
  }

  static boolean isId(long word) {
    return (word & 0xFF) == ID;
  }

  static int id(long word) {
    return (int) (word >>> 8);
  }

  /** Appends the string, or NULL. {@code scratch} has at least eight bytes. */
  static void decode(long word, BytesDictionary dictionary, BytesBuilder builder, byte[] scratch) {
    if (word == NULL) {
      builder.appendNull();
    } else if (isId(word)) {
      long handle = dictionary.handle(id(word));
      builder.append(dictionary.bytes(), BytesHeap.start(handle), BytesHeap.length(handle));
    } else {
      int length = (int) (word & 0xFF);
      for (int i = 0; i < length; i++) {
        scratch[i] = (byte) (word >>> (8 * (i + 1)));
      }
      builder.append(scratch, 0, length);
    }
  }
}
