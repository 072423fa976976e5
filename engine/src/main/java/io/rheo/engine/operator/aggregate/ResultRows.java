package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.Validity;
import io.rheo.engine.state.BytesHeap;

/**
 * Groups whose results are wanted, and which of them turn out to have none.
 *
 * @param groups what handles in the words refer to
 * @param bases of each group's words in {@code words}
 * @param saved by number of the call, results that were computed before the group changed; the
 *     handle of such a group is {@code -1 - entry}
 * @param errors is set for the groups with a result that cannot be told, to the reason
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays: never compared, never a key
record ResultRows(
    long[] words, Groups groups, int[] bases, int count, Column[] saved, String[] errors) {
  private static final Column[] NONE_SAVED = {};
  private static final String OVERFLOW = "the result of an aggregate exceeds its type";

  ResultRows(Groups groups, int[] bases, int count) {
    this(groups.words(), groups, bases, count, NONE_SAVED, new String[count]);
  }

  BytesHeap heap() {
    return groups.heap();
  }

  /** The word at {@code at} of entry {@code i}. */
  long word(int i, int at) {
    return words[bases[i] + at];
  }

  void overflow(int i) {
    errors[i] = OVERFLOW;
  }

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
