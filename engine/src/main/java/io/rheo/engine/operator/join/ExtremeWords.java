package io.rheo.engine.operator.join;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.state.ValueWords;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import java.util.Arrays;

/**
 * The values of a column as words of which the greatest is looked for, be it the greatest value or
 * the least; NULL is the least word, or the greatest. Values that begin alike may have the same,
 * and so may NULL and the value that is next to it.
 */
final class ExtremeWords {
  /** Of no value. */
  static final long NONE = Long.MIN_VALUE;

  private final Storage storage;
  private final boolean greatest;
  private final long ofNull;
  private long[] words = {};

  ExtremeWords(DataType type, boolean greatest, boolean nullsFirst) {
    storage = type.storage();
    this.greatest = greatest;
    ofNull = nullsFirst ? Long.MAX_VALUE : NONE;
  }

  /** The words of a column; hold until the next call. */
  long[] of(Column column, int rowCount) {
    long[] validity = column.validity();
    if (storage == Storage.LONG && greatest && validity == null) {
      return ((LongColumn) column).values();
    }
    if (words.length < rowCount) {
      words = Arrays.copyOf(words, rowCount);
    }
    ValueWords.write(storage, column, rowCount, words, 0, 1);
    for (int row = 0; row < rowCount && !greatest; row++) {
      words[row] = ~words[row];
    }
    for (int row = 0; row < rowCount && validity != null; row++) {
      words[row] = Validity.isSet(validity, row) ? words[row] : ofNull;
    }
    return words;
  }
}
