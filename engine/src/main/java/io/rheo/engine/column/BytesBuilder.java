package io.rheo.engine.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Grows a {@link BytesColumn}: either by copying bytes into a buffer of its own, or, while {@link
 * #shareBuffer} is in force or after {@link #adoptBuffers}, by pointing into another buffer.
 */
public final class BytesBuilder extends ColumnBuilder {
  private byte[] buffer = new byte[INITIAL_ROWS * 16];
  private int used;
  private int[] starts = new int[INITIAL_ROWS];
  private int[] lengths = new int[INITIAL_ROWS];
  private byte[] shared; // the caller's buffer that all entries point into, or null
  private boolean adopts;
  private byte[] lasting; // what the last of the entries whose bytes last was copied from, or null
  private int lastingOffset;
  private int lastingLength;
  private int lastingStart; // where the copy is

  /**
   * From now until {@link #build}, entries are slices of {@code input} and not copied. The builder
   * must be empty, and the caller must not write to {@code input} any more.
   */
  public void shareBuffer(byte[] input) {
    if (size() != 0) {
      throw new IllegalStateException("entries were already copied");
    }
    shared = input;
  }

  /**
   * From now on a column whose entries are all of one array points into it, and nothing is copied.
   * What is appended must never be written to any more.
   */
  public void adoptBuffers() {
    adopts = true;
  }

  /** Appends {@code source[offset, offset + length)}; without a copy if it is the shared buffer. */
  public void append(byte[] source, int offset, int length) {
    int row = next();
    lengths[row] = length;
    if (source == shared) {
      starts[row] = offset;
    } else if (length == 0) {
      starts[row] = 0;
    } else if (adopts && shared == null && used == 0) {
      shared = source; // the first entry that is not empty
      starts[row] = offset;
    } else {
      copy(row, source, offset, length);
    }
  }

  private void copy(int row, byte[] source, int offset, int length) {
    if (shared != null) {
      copyShared(row);
    }
    starts[row] = reserve(length);
    System.arraycopy(source, offset, buffer, starts[row], length);
    used += length;
  }

  /**
   * As {@link #append(byte[], int, int)} of bytes that nobody writes to: equal slices in a row are
   * one copy.
   */
  public void appendLasting(byte[] source, int offset, int length) {
    if (source == shared) {
      int row = next();
      starts[row] = offset;
      lengths[row] = length;
    } else if (source != lasting || offset != lastingOffset || length != lastingLength) {
      append(source, offset, length);
      lasting = source;
      lastingOffset = offset;
      lastingLength = length;
      lastingStart = starts[size() - 1];
    } else {
      int row = next();
      starts[row] = lastingStart;
      lengths[row] = length;
    }
  }

  public void append(byte[] source) {
    append(source, 0, source.length);
  }

  public void append(String value) {
    append(value.getBytes(StandardCharsets.UTF_8));
  }

  private int reserve(int length) {
    if (used + length > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(used, length), buffer.length * 2));
    }
    return used;
  }

  /** An entry is not in the shared buffer (an escaped string, say): copies those that are. */
  private void copyShared(int rows) {
    lasting = null;
    for (int row = 0; row < rows; row++) {
      int start = reserve(lengths[row]);
      System.arraycopy(shared, starts[row], buffer, start, lengths[row]);
      starts[row] = start;
      used += lengths[row];
    }
    shared = null;
  }

  @Override
  int capacity() {
    return starts.length;
  }

  @Override
  void grow(int newCapacity) {
    starts = Arrays.copyOf(starts, newCapacity);
    lengths = Arrays.copyOf(lengths, newCapacity);
  }

  @Override
  void clear(int row) {
    starts[row] = 0;
    lengths[row] = 0;
  }

  @Override
  void appendValue(Column source, int row) {
    BytesColumn strings = (BytesColumn) source;
    append(strings.bytes(), strings.starts()[row], strings.lengths()[row]);
  }

  @Override
  BytesColumn build(long[] bits) {
    BytesColumn column;
    if (shared != null) {
      column = new BytesColumn(shared, starts, lengths, bits);
      shared = null;
    } else {
      column = new BytesColumn(buffer, starts, lengths, bits);
      buffer = new byte[Math.max(INITIAL_ROWS, Math.min(buffer.length, used * 2))];
    }
    used = 0;
    lasting = null;
    starts = new int[starts.length];
    lengths = new int[lengths.length];
    return column;
  }
}
