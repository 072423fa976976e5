package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Validity;
import io.rheo.engine.state.BytesHeap;

/**
 * Groups whose results are wanted, and which of them turn out to have none.
 *
 * @param heap what handles in the words refer to
 * @param bases of each group's words in {@code words}
 * @param overflowed is set for the groups with a result that its type cannot hold
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays: never compared, never a key
record ResultRows(long[] words, BytesHeap heap, int[] bases, int count, boolean[] overflowed) {
  /** The bits of the groups that have a non-zero word at {@code at}; {@code null} if all have. */
  long[] validWhereNotZero(int at) {
    long[] bits = null;
    for (int i = 0; i < count; i++) {
      if (words[bases[i] + at] == 0) {
        if (bits == null) {
          bits = Validity.allSet(count);
        }
        Validity.clear(bits, i);
      }
    }
    return bits;
  }
}
