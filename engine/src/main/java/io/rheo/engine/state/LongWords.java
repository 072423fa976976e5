package io.rheo.engine.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A BIGINT that may be NULL as one word: almost always the value itself. One value in 2^32 has the
 * upper half that marks the words of another kind: these are NULL and the ids of a dictionary,
 * which holds such values. So no value is lost, and a key with NULLs is no wider than one without.
 */
final class LongWords {
  static final long NULL = 0xA3C5_9E6B_FFFF_FFFFL;
  private static final long MARK = NULL >>> Integer.SIZE; // far from times, counts and limits

  private static final VarHandle BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LongWords() {}

  /** Negative if the value is not its own word. */
  static long test(long value) {
    return (value >>> Integer.SIZE ^ MARK) - 1;
  }

  static long encode(long value, BytesDictionary dictionary) {
    if (test(value) >= 0) {
      return value;
    }
    byte[] bytes = new byte[Long.BYTES];
    BYTES.set(bytes, 0, value);
    return MARK << Integer.SIZE | dictionary.id(bytes, 0, bytes.length);
  }

  static boolean isId(long word) {
    return test(word) < 0 && word != NULL;
  }

  static int id(long word) {
    return (int) word;
  }

  /** The value; zero for NULL. */
  static long decode(long word, BytesDictionary dictionary) {
    if (test(word) >= 0) {
      return word;
    }
    return word == NULL
        ? 0
        : (long) BYTES.get(dictionary.bytes(), BytesHeap.start(dictionary.handle(id(word))));
  }
}
