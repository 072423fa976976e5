package io.rheo.jdbc;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.RandomAccess;

/**
 * The rows of a frame that consists of blocks. All are the same list, which stands at one row after
 * the other: only the cursor sees it.
 */
final class BlockRows implements Iterator<Object> {
  private final Iterator<Object> blocks;
  private final Row current = new Row();
  private int rowCount;
  private int next;

  BlockRows(Iterable<Object> blocks) {
    this.blocks = blocks.iterator();
  }

  /** Whether the rows of a frame are blocks: these have another number of cells than columns. */
  static boolean isIn(Iterable<Object> frame, int columnCount) {
    Iterator<Object> rows = frame.iterator();
    return rows.hasNext() && rows.next() instanceof List<?> row && row.size() != columnCount;
  }

  @Override
  public boolean hasNext() {
    while (next == rowCount && blocks.hasNext()) {
      byte[] block = (byte[]) ((List<?>) blocks.next()).get(0);
      current.columns = BlockColumn.of(block);
      rowCount = BlockColumn.rowCount(block);
      next = 0;
    }
    return next < rowCount;
  }

  @Override
  public Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    current.row = next++;
    return current;
  }

  private static final class Row extends AbstractList<Object> implements RandomAccess {
    private BlockColumn[] columns;
    private int row;

    @Override
    public Object get(int column) {
      return columns[column].get(row);
    }

    @Override
    public int size() {
      return columns.length;
    }
  }
}
