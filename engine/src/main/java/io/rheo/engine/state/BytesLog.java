package io.rheo.engine.state;

import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import java.io.IOException;
import java.util.Arrays;

/**
 * Byte strings that are only added, each known by a word that says where it is and how long. Equal
 * strings are kept apart: for values that are handed on and never looked up.
 *
 * <p>They are in segments, of which only the last one is written to, behind what was written
 * before. So a column of strings that are all in one segment needs no copy of them.
 */
final class BytesLog {
  /** Of NULL: longer than what is left of the address space at its address. */
  static final long NULL = -1;

  private static final int OFFSET_BITS = 26;
  private static final int LENGTH_BITS = 31;
  private static final int SEGMENT_BYTES = 1 << OFFSET_BITS;
  private static final int INITIAL_BYTES = 1 << 10;
  private static final int SEGMENTS_MAX = 1 << (Long.SIZE - OFFSET_BITS - LENGTH_BITS);

  private byte[][] segments = {new byte[INITIAL_BYTES]};
  private int[] used = {0};
  private int last;

  /** Copies {@code source[start, start + length)}; returns its word. */
  long add(byte[] source, int start, int length) {
    if (length > segments[last].length - used[last]) {
      makeRoom(length);
    }
    int at = used[last];
    System.arraycopy(source, start, segments[last], at, length);
    used[last] = at + length;
    return ((long) last << OFFSET_BITS | at) << LENGTH_BITS | length;
  }

  private void makeRoom(int length) {
    long wanted = (long) used[last] + length;
    if (used[last] == 0) {
      segments[last] = new byte[length];
    } else if (wanted <= SEGMENT_BYTES) {
      long size = Math.min(SEGMENT_BYTES, Math.max(wanted, 2L * segments[last].length));
      segments[last] = Arrays.copyOf(segments[last], (int) size);
    } else {
      addSegment(new byte[Math.max(length, SEGMENT_BYTES)], 0);
    }
  }

  private void addSegment(byte[] bytes, int bytesUsed) {
    if (last + 2 > SEGMENTS_MAX) {
      throw new IllegalStateException("the strings of one side of an operator exceed 8 GiB");
    }
    last++;
    segments = Arrays.copyOf(segments, last + 1);
    used = Arrays.copyOf(used, last + 1);
    segments[last] = bytes;
    used[last] = bytesUsed;
  }

  private static int segment(long word) {
    return (int) (word >>> (OFFSET_BITS + LENGTH_BITS));
  }

  private static int start(long word) {
    return (int) (word >>> LENGTH_BITS) & (SEGMENT_BYTES - 1);
  }

  private static int length(long word) {
    return (int) word & Integer.MAX_VALUE;
  }

  /** Adds the strings of a column; row {@code i} has its word at {@code to[at + i * stride]}. */
  void add(BytesColumn column, int rowCount, long[] to, int at, int stride) {
    byte[] bytes = column.bytes();
    int[] starts = column.starts();
    int[] lengths = column.lengths();
    for (int row = 0, place = at; row < rowCount; row++, place += stride) {
      to[place] = column.isNull(row) ? NULL : add(bytes, starts[row], lengths[row]);
    }
  }

  /** The strings whose words are {@code words[bases[i] + at]}, for {@code i < count}. */
  BytesColumn column(long[] words, int[] bases, int at, int count) {
    long[] validity = IntegerKeyColumns.validBits(words, bases, at, count, NULL);
    int segment = commonSegment(words, bases, at, count);
    if (segment < 0) {
      return copies(words, bases, at, count);
    }
    int[] starts = new int[count];
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      long word = words[bases[i] + at];
      if (validity == null || word != NULL) {
        starts[i] = start(word);
        lengths[i] = length(word);
      }
    }
    return new BytesColumn(segments[segment], starts, lengths, validity);
  }

  /** The segment that all strings are in; negative if they are in several. */
  private int commonSegment(long[] words, int[] bases, int at, int count) {
    if (last == 0) {
      return 0;
    }
    int common = -1;
    for (int i = 0; i < count; i++) {
      long word = words[bases[i] + at];
      if (word != NULL && segment(word) != common) {
        if (common >= 0) {
          return -1;
        }
        common = segment(word);
      }
    }
    return Math.max(common, 0);
  }

  private BytesColumn copies(long[] words, int[] bases, int at, int count) {
    BytesBuilder builder = new BytesBuilder();
    for (int i = 0; i < count; i++) {
      long word = words[bases[i] + at];
      if (word == NULL) {
        builder.appendNull();
      } else {
        builder.append(segments[segment(word)], start(word), length(word));
      }
    }
    Column column = builder.build();
    return (BytesColumn) column;
  }

  /** Copies a string of another log; returns its word here. */
  long add(BytesLog other, long word) {
    return word == NULL ? NULL : add(other.segments[segment(word)], start(word), length(word));
  }

  void writeTo(StateWriter state) throws IOException {
    state.putInt(last + 1);
    for (int i = 0; i <= last; i++) {
      state.putBytes(segments[i], used[i]);
    }
  }

  void readFrom(StateReader state) throws IOException {
    int count = state.getInt();
    last = -1;
    for (int i = 0; i < count; i++) {
      byte[] bytes = state.getBytes();
      addSegment(bytes, bytes.length);
    }
  }
}
