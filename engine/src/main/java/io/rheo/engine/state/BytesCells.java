package io.rheo.engine.state;

import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import java.io.IOException;
import java.util.Arrays;

/** Strings and byte strings, which share a heap that is copied once half of it is garbage. */
public final class BytesCells extends CellColumn {
  private static final long NONE = -1;
  private static final int COMPACT_FROM_BYTES = 1 << 12;

  private BytesHeap heap = new BytesHeap();
  private long[] handles = new long[0];
  private long live; // bytes that cells refer to

  /** The buffer of all values. */
  public byte[] bytes() {
    return heap.bytes();
  }

  /** Where the value of a cell starts in {@link #bytes}. */
  public int start(int cell) {
    return BytesHeap.start(handles[cell]);
  }

  /** How many bytes it has. */
  public int length(int cell) {
    return BytesHeap.length(handles[cell]);
  }

  @Override
  public int compare(int a, int b) {
    return heap.compare(handles[a], heap.bytes(), start(b), length(b));
  }

  @Override
  void grow(int capacity) {
    int from = handles.length;
    handles = Arrays.copyOf(handles, capacity);
    Arrays.fill(handles, from, capacity, NONE);
  }

  @Override
  void setValue(int cell, Column source, int row) {
    BytesColumn strings = (BytesColumn) source;
    put(cell, strings.bytes(), strings.starts()[row], strings.lengths()[row]);
  }

  @Override
  void setValue(int cell, CellColumn source, int from) {
    BytesCells other = (BytesCells) source;
    put(cell, other.bytes(), other.start(from), other.length(from));
  }

  private void put(int cell, byte[] source, int start, int length) {
    if (heap.used() > COMPACT_FROM_BYTES && heap.used() > 2 * live) {
      compact();
    }
    handles[cell] = heap.add(source, start, length);
    live += length;
  }

  /** The old buffer stays what it was, as it may be the source of the value that is put next. */
  private void compact() {
    BytesHeap kept = new BytesHeap();
    for (int cell = 0; cell < handles.length; cell++) {
      if (handles[cell] != NONE) {
        handles[cell] = kept.add(heap.bytes(), start(cell), length(cell));
      }
    }
    heap = kept;
  }

  @Override
  void appendValue(ColumnBuilder builder, int cell) {
    ((BytesBuilder) builder).append(heap.bytes(), start(cell), length(cell));
  }

  @Override
  void freeValue(int cell) {
    live -= length(cell);
    handles[cell] = NONE;
  }

  @Override
  void clearValues() {
    heap.clear();
    Arrays.fill(handles, NONE);
    live = 0;
  }

  @Override
  void writeValues(int used, StateWriter state) throws IOException {
    heap.writeTo(state);
    state.putLongs(handles, used);
    state.putLong(live);
  }

  @Override
  void readValues(int used, StateReader state) throws IOException {
    heap.readFrom(state);
    handles = state.getLongs();
    live = state.getLong();
  }
}
