package io.rheo.engine.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings (UTF-8) or byte strings as slices of one buffer, which may be the input buffer that they
 * were parsed from. Slices may overlap and need not be in order.
 *
 * @param bytes the buffer; never changed once the column exists
 * @param starts where each row's slice starts
 * @param lengths how long it is; 0 where the row is NULL
 * @param validity the bits of the rows that are not NULL; {@code null} if none is
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays: never compared, never a key
public record BytesColumn(byte[] bytes, int[] starts, int[] lengths, long[] validity)
    implements Column {

  /** The row's slice decoded as UTF-8, whether or not the row is NULL. */
  public String string(int row) {
    return new String(bytes, starts[row], lengths[row], StandardCharsets.UTF_8);
  }

  /** A copy of the row's slice. */
  public byte[] copy(int row) {
    return Arrays.copyOfRange(bytes, starts[row], starts[row] + lengths[row]);
  }

  /** The same values in a buffer that holds nothing else. */
  BytesColumn compact() {
    byte[] newBytes = new byte[Math.toIntExact(Arrays.stream(lengths).asLongStream().sum())];
    int[] newStarts = new int[starts.length];
    int end = 0;
    for (int i = 0; i < starts.length; i++) {
      System.arraycopy(bytes, starts[i], newBytes, end, lengths[i]);
      newStarts[i] = end;
      end += lengths[i];
    }
    return new BytesColumn(newBytes, newStarts, lengths, validity);
  }

  @Override
  public BytesColumn gather(int[] rows, int count) {
    int[] newStarts = new int[count];
    int[] newLengths = new int[count];
    for (int i = 0; i < count; i++) {
      newStarts[i] = starts[rows[i]];
      newLengths[i] = lengths[rows[i]];
    }
    return new BytesColumn(bytes, newStarts, newLengths, Validity.gather(validity, rows, count));
  }

  @Override
  public BytesColumn slice(int from, int to) {
    return new BytesColumn(
        bytes,
        Arrays.copyOfRange(starts, from, to),
        Arrays.copyOfRange(lengths, from, to),
        Validity.slice(validity, from, to));
  }
}
