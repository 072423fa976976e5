package io.rheo.engine.state;

import java.io.IOException;
import java.util.Arrays;

/**
 * Rows of some words each that are only added, numbered from 0. They never move: growth costs
 * nothing but the new page.
 */
public final class WordPages {
  private static final int PAGE_BITS = 10;
  private static final int PAGE_ROWS = 1 << PAGE_BITS;
  private static final int FIRST_ROWS = 16; // of the first page, which does grow

  private final int stride;
  private long[][] pages;
  private int size;

  public WordPages(int stride) {
    this.stride = stride;
    clear();
  }

  public int size() {
    return size;
  }

  public int stride() {
    return stride;
  }

  /** Adds a row of zeros; returns its number. */
  public int append() {
    room(1);
    return size++;
  }

  /**
   * Adds rows that start with some words, and have zeros behind; returns the number of the first.
   *
   * @param words the rows one after the other
   * @param width how many words each has, at most {@link #stride}
   */
  public int append(long[] words, int width, int count) {
    int first = size;
    for (int done = 0; done < count; ) {
      int rows = room(count - done);
      long[] page = page(size);
      int to = at(size);
      for (int i = 0, from = done * width; i < rows; i++, from += width, to += stride) {
        System.arraycopy(words, from, page, to, width);
      }
      size += rows;
      done += rows;
    }
    return first;
  }

  /** Makes room for rows in the page that the next one goes to; returns for how many there is. */
  private int room(int wanted) {
    int page = size >> PAGE_BITS;
    int used = size & (PAGE_ROWS - 1);
    int rows = Math.min(wanted, PAGE_ROWS - used);
    if (page == 0 && (used + rows) * stride > pages[0].length) {
      pages[0] =
          Arrays.copyOf(pages[0], Math.min(PAGE_ROWS, Math.max(used + rows, 2 * used)) * stride);
    } else if (page > 0 && used == 0) {
      if (page == pages.length) {
        pages = Arrays.copyOf(pages, 2 * page);
      }
      pages[page] = new long[PAGE_ROWS * stride];
    }
    return rows;
  }

  /** The page that holds a row, from {@link #at} on. */
  public long[] page(int row) {
    return pages[row >> PAGE_BITS];
  }

  /** Where a row starts in its {@link #page}. */
  public int at(int row) {
    return (row & (PAGE_ROWS - 1)) * stride;
  }

  public long get(int row, int word) {
    return page(row)[at(row) + word];
  }

  public void set(int row, int word, long value) {
    page(row)[at(row) + word] = value;
  }

  /** Copies a row over another one. */
  public void copy(int from, int to) {
    System.arraycopy(page(from), at(from), page(to), at(to), stride);
  }

  /** Forgets the rows from {@code newSize} on. */
  public void truncate(int newSize) {
    for (int row = newSize; row < size; row++) {
      Arrays.fill(page(row), at(row), at(row) + stride, 0);
    }
    size = newSize;
    Arrays.fill(pages, Math.max(1, (size + PAGE_ROWS - 1) >> PAGE_BITS), pages.length, null);
  }

  /** Forgets all rows, and their memory. */
  public void clear() {
    pages = new long[][] {new long[FIRST_ROWS * stride]};
    size = 0;
  }

  public void writeTo(StateWriter state) throws IOException {
    state.putInt(size);
    for (int row = 0; row < size; row += PAGE_ROWS) {
      state.putLongs(page(row), Math.min(PAGE_ROWS, size - row) * stride);
    }
  }

  public void readFrom(StateReader state) throws IOException {
    clear();
    int count = state.getInt();
    while (size < count) {
      long[] words = state.getLongs();
      append(words, stride, words.length / stride);
    }
  }
}
