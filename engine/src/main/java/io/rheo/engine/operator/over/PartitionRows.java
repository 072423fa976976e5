package io.rheo.engine.operator.over;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.changelog.ColumnEntries;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;

/**
 * The rows of one partition in order, numbered from 0: those that are still needed by their place
 * in the store, the earlier ones as a number only.
 */
public final class PartitionRows {
  private final RowStore store;
  private final SortKey[] order;
  private final LongDeque places = new LongDeque();
  private long first; // the number of the first row that is still there

  /**
   * @param order of the rows; empty if nothing is asked about it
   */
  public PartitionRows(RowStore store, SortKey[] order) {
    this.store = store;
    this.order = order;
  }

  /** How many rows there were so far: the number of the next one. */
  public long end() {
    return first + places.size();
  }

  /** Adds the last row. */
  public void add(long place) {
    places.addLast(place);
  }

  private long place(long number) {
    return places.get((int) (number - first));
  }

  /** The number of the first row that is still there. */
  public long first() {
    return first;
  }

  /** The batch of a row that is still there. */
  public Batch batch(long number) {
    return store.batch(place(number));
  }

  /** The row within its batch. */
  public int row(long number) {
    return RowStore.row(place(number));
  }

  boolean isNull(long number, int column) {
    long place = place(number);
    return store.batch(place).column(column).isNull(RowStore.row(place));
  }

  /** Gives up the rows before {@code number}. */
  public void dropBefore(long number) {
    while (first < number && !places.isEmpty()) {
      store.release(places.removeFirst());
      first++;
    }
  }

  /** Whether two rows are equal in all columns of the order. */
  boolean arePeers(long a, long b) {
    long placeA = place(a);
    long placeB = place(b);
    for (SortKey key : order) {
      Column left = store.batch(placeA).column(key.column());
      Column right = store.batch(placeB).column(key.column());
      int rowA = RowStore.row(placeA);
      int rowB = RowStore.row(placeB);
      boolean nullA = left.isNull(rowA);
      if (nullA != right.isNull(rowB)
          || (!nullA && ColumnEntries.compare(left, rowA, right, rowB) != 0)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a row comes before (negative) or after (positive) the bound that another one has, in
   * the order of the first key.
   */
  int compareToBound(long number, int key, long current, int bound) {
    long place = place(number);
    long currentPlace = place(current);
    Column keys = store.batch(place).column(key);
    Column bounds = store.batch(currentPlace).column(bound);
    int row = RowStore.row(place);
    int currentRow = RowStore.row(currentPlace);
    boolean nullKey = keys.isNull(row);
    boolean nullBound = bounds.isNull(currentRow);
    if (nullKey || nullBound) {
      int nullsFirst = Boolean.compare(nullBound, nullKey);
      return order[0].nullsFirst() ? nullsFirst : -nullsFirst;
    }
    int comparison = ColumnEntries.compare(keys, row, bounds, currentRow);
    return order[0].descending() ? -comparison : comparison;
  }

  /** The rows have moved in the store. */
  public void move() {
    for (int i = 0; i < places.size(); i++) {
      places.set(i, store.moved(places.get(i)));
    }
  }

  /** Writes the numbers and places. */
  public void writeTo(StateWriter state, RowStore.Places written) throws IOException {
    state.putLong(first);
    state.putInt(places.size());
    for (int i = 0; i < places.size(); i++) {
      state.putLong(written.of(places.get(i)));
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  public void readFrom(StateReader state) throws IOException {
    first = state.getLong();
    int count = state.getInt();
    for (int i = 0; i < count; i++) {
      places.addLast(state.getLong());
    }
  }
}
