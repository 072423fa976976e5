package io.rheo.engine.state;

import io.rheo.engine.column.BytesBuilder;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A byte string as one word: up to seven bytes are in the word itself, above their number; longer
 * ones are ids of a dictionary. Most keys that people group by (symbols, codes, names of states)
 * are short, and then cost no look-up and no memory.
 */
final class BytesWords {
  static final long NULL = 0xFE;
  static final int INLINE_BYTES = 7;
  private static final int ID = 0xFF;

  private BytesWords() {}

  /** The word of up to seven bytes. */
  static long inline(byte[] bytes, int start, int length) {
    return Hashing.littleEndian(bytes, start, length) << 8 | length;
  }

  static long encode(byte[] bytes, int start, int length, BytesDictionary dictionary) {
    if (length <= INLINE_BYTES) {
      return inline(bytes, start, length);
    }
    return ofId(dictionary.id(bytes, start, length));
  }

  static long ofId(int id) {
    return (long) id << 8 | ID;
  }

  static boolean isId(long word) {
    return (word & 0xFF) == ID;
  }

  static int id(long word) {
    return (int) (word >>> 8);
  }

  /** Sets the bits of the ids in every {@code stride}-th word. */
  static void mark(long[] words, int from, int to, int stride, BitSet ids) {
    for (int at = from; at < to; at += stride) {
      if (isId(words[at])) {
        ids.set(id(words[at]));
      }
    }
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

  /** Compares two strings, neither of them NULL, as unsigned bytes. */
  static int compare(long a, long b, BytesDictionary dictionary) {
    if (a == b) {
      return 0;
    } else if (isId(a)) {
      long handle = dictionary.handle(id(a));
      return isId(b)
          ? compareIds(handle, id(b), dictionary)
          : -compareInline(b, handle, dictionary);
    } else if (isId(b)) {
      return compareInline(a, dictionary.handle(id(b)), dictionary);
    }
    int order = Long.compareUnsigned(bigEndian(a), bigEndian(b));
    return order != 0 ? order : Long.compare(a & 0xFF, b & 0xFF);
  }

  private static int compareIds(long handle, int other, BytesDictionary dictionary) {
    byte[] bytes = dictionary.bytes();
    long otherHandle = dictionary.handle(other);
    return Arrays.compareUnsigned(
        bytes,
        BytesHeap.start(handle),
        BytesHeap.start(handle) + BytesHeap.length(handle),
        bytes,
        BytesHeap.start(otherHandle),
        BytesHeap.start(otherHandle) + BytesHeap.length(otherHandle));
  }

  /** The string of the dictionary is longer than every inline one: it decides by its start. */
  private static int compareInline(long inline, long handle, BytesDictionary dictionary) {
    byte[] bytes = dictionary.bytes();
    int start = BytesHeap.start(handle);
    int length = (int) (inline & 0xFF);
    long beginning = Hashing.littleEndian(bytes, start, length) << 8;
    int order = Long.compareUnsigned(bigEndian(inline), bigEndian(beginning));
    return order != 0 ? order : -1;
  }

  /** The bytes of an inline string so that unsigned words compare as the strings do. */
  private static long bigEndian(long word) {
    return Long.reverseBytes(word) << 8;
  }
}
