package io.rheo.engine.state;

import io.rheo.engine.column.Batch;
import io.rheo.engine.type.DataType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Rows that come and go, by cell number: some columns of a row, when it arrived, and how many of it
 * there are. What connects the rows, such as {@link RowTree}, refers to them by these numbers.
 *
 * <p>A row costs its values and 12 bytes; the cells of rows that are gone are used again.
 */
public final class RowStore {
  private static final int INITIAL_CELLS = 16;

  private final CellColumn[] columns;
  private long[] arrival = new long[0];
  private int[] count = new int[0]; // of a free cell: the next free one
  private int used; // cells that were ever given out
  private int free = -1; // the first free cell

  public RowStore(List<DataType> types) {
    columns = types.stream().map(CellColumn::of).toArray(CellColumn[]::new);
  }

  public CellColumn column(int index) {
    return columns[index];
  }

  /** When the row arrived, as a number that grows. */
  public long arrival(int cell) {
    return arrival[cell];
  }

  /** How many such rows there are. */
  public int count(int cell) {
    return count[cell];
  }

  /** Changes how many such rows there are. */
  public void setCount(int cell, int newCount) {
    count[cell] = newCount;
  }

  /** Changes when the row arrived. */
  public void setArrival(int cell, long newArrival) {
    arrival[cell] = newArrival;
  }

  /**
   * Copies a row of a batch.
   *
   * @param from the columns of the batch that are the columns here
   */
  public int add(Batch batch, int[] from, int row, long newArrival, int newCount) {
    int cell = allocate(newArrival, newCount);
    for (int i = 0; i < columns.length; i++) {
      columns[i].set(cell, batch.column(from[i]), row);
    }
    return cell;
  }

  /** Copies a row of another store with the same columns. */
  public int add(RowStore source, int from) {
    int cell = allocate(source.arrival[from], source.count[from]);
    for (int i = 0; i < columns.length; i++) {
      columns[i].set(cell, source.columns[i], from);
    }
    return cell;
  }

  private int allocate(long newArrival, int newCount) {
    int cell = free;
    if (cell >= 0) {
      free = count[cell];
    } else {
      if (used == count.length) {
        grow(Math.max(INITIAL_CELLS, used + (used >> 1)));
      }
      cell = used++;
    }
    arrival[cell] = newArrival;
    count[cell] = newCount;
    return cell;
  }

  private void grow(int capacity) {
    arrival = Arrays.copyOf(arrival, capacity);
    count = Arrays.copyOf(count, capacity);
    for (CellColumn column : columns) {
      column.grow(capacity);
    }
  }

  /** Gives a cell back. */
  public void remove(int cell) {
    for (CellColumn column : columns) {
      column.free(cell);
    }
    count[cell] = free;
    free = cell;
  }

  /** How many cells were ever given out: all numbers are below. */
  int used() {
    return used;
  }

  /** Forgets all rows and keeps the memory. */
  public void clear() {
    used = 0;
    free = -1;
    for (CellColumn column : columns) {
      column.clear();
    }
  }

  public void writeTo(StateWriter state) throws IOException {
    state.putLongs(arrival, used);
    state.putInts(count, used);
    state.putInt(free);
    for (CellColumn column : columns) {
      column.writeTo(used, state);
    }
  }

  public void readFrom(StateReader state) throws IOException {
    arrival = state.getLongs();
    count = state.getInts();
    used = count.length;
    free = state.getInt();
    for (CellColumn column : columns) {
      column.readFrom(used, state);
    }
  }
}
