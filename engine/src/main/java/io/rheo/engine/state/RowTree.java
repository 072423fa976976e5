package io.rheo.engine.state;

import io.rheo.engine.expr.SortKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Search trees over the rows of a {@link RowStore}, many in one object: each is known by its root,
 * which changes with it. A treap (Seidel and Aragon, "Randomized Search Trees", 1996) whose
 * priorities are hashes of the cell numbers, with the number of rows below every node: all but
 * {@link #forEach} take time logarithmic in the tree, and nothing is allocated. A node costs 16
 * bytes, and 4 more where the row that is there most often is wanted.
 *
 * <p>A row whose count is negative is in the tree as a debt: it counts for no row.
 */
public final class RowTree {
  /** The root of an empty tree. */
  public static final int EMPTY = -1;

  private static final long LOW = 0xFFFF_FFFFL;

  private final RowStore rows;
  private final CellColumn[] keys;
  private final SortKey[] order;
  private final boolean byArrival;

  /** Of each node its links, then the rows below it: one line of the cache for every step down. */
  private long[] nodes = new long[0];

  private int[] most; // of the subtree the row that is there most often; null if nobody asks
  private int splitLeft; // results of split
  private int splitRight;

  /**
   * @param order the columns of the store by which rows are ordered
   * @param byArrival whether rows that are equal in these are ordered by arrival; else a tree never
   *     holds two equal ones
   */
  public RowTree(RowStore rows, List<SortKey> order, boolean byArrival) {
    this(rows, order, byArrival, false);
  }

  /**
   * @param byCount whether {@link #mostFrequent} will be asked for
   */
  public RowTree(RowStore rows, List<SortKey> order, boolean byArrival, boolean byCount) {
    this.rows = rows;
    most = byCount ? new int[0] : null;
    this.order = order.toArray(SortKey[]::new);
    this.byArrival = byArrival;
    keys = order.stream().map(key -> rows.column(key.column())).toArray(CellColumn[]::new);
  }

  /** Ascending by all of the first {@code count} columns. */
  public static List<SortKey> ascending(int count) {
    return IntStream.range(0, count).mapToObj(column -> new SortKey(column, false, false)).toList();
  }

  /** Compares two rows by the order's columns alone. */
  public int compareKeys(int a, int b) {
    for (int i = 0; i < keys.length; i++) {
      int result = compare(keys[i], order[i], a, b);
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }

  private static int compare(CellColumn column, SortKey key, int a, int b) {
    boolean nullA = column.isNull(a);
    boolean nullB = column.isNull(b);
    if (nullA || nullB) {
      int nullFirst = Boolean.compare(nullB, nullA);
      return key.nullsFirst() ? nullFirst : -nullFirst;
    }
    int result = column.compare(a, b);
    return key.descending() ? -result : result;
  }

  private int compare(int a, int b) {
    int result = compareKeys(a, b);
    return result == 0 && byArrival ? Long.compare(rows.arrival(a), rows.arrival(b)) : result;
  }

  private static int priority(int cell) {
    int hash = cell * 0x9E3779B9;
    hash = (hash ^ hash >>> 15) * 0x85EBCA6B;
    return hash ^ hash >>> 13;
  }

  private int left(int node) {
    return (int) (nodes[2 * node] >>> 32);
  }

  private int right(int node) {
    return (int) nodes[2 * node];
  }

  private void setLeft(int node, int child) {
    nodes[2 * node] = ((long) child << 32) | (nodes[2 * node] & LOW);
  }

  private void setRight(int node, int child) {
    nodes[2 * node] = (nodes[2 * node] & ~LOW) | (child & LOW);
  }

  private void update(int node) {
    nodes[2 * node + 1] = copies(rows.count(node)) + sizeOf(left(node)) + sizeOf(right(node));
    if (most != null) {
      most[node] = mostBelow(node);
    }
  }

  private int mostBelow(int node) {
    int best = left(node) == EMPTY ? node : most[left(node)];
    best = rows.count(node) > rows.count(best) ? node : best;
    if (right(node) != EMPTY && rows.count(most[right(node)]) > rows.count(best)) {
      best = most[right(node)];
    }
    return best;
  }

  /** How many rows a count stands for: none if more were taken back than came. */
  private static int copies(int count) {
    return Math.max(0, count);
  }

  private long sizeOf(int node) {
    return node == EMPTY ? 0 : nodes[2 * node + 1];
  }

  /** How many rows the tree has. */
  public long size(int root) {
    return sizeOf(root);
  }

  /** Adds a row of the store that is in no tree; returns the new root. */
  public int insert(int root, int cell) {
    if (2 * cell >= nodes.length) {
      int capacity = Math.max(16, cell + (cell >> 1) + 1);
      nodes = Arrays.copyOf(nodes, Math.multiplyExact(2, capacity));
      most = most == null ? null : Arrays.copyOf(most, capacity);
    }
    nodes[2 * cell] = -1; // both links are EMPTY
    return insertBelow(root, cell);
  }

  private int insertBelow(int node, int cell) {
    if (node == EMPTY) {
      update(cell);
      return cell;
    }
    if (priority(cell) > priority(node)) {
      split(node, cell);
      setLeft(cell, splitLeft);
      setRight(cell, splitRight);
      update(cell);
      return cell;
    }
    if (compare(cell, node) < 0) {
      setLeft(node, insertBelow(left(node), cell));
    } else {
      setRight(node, insertBelow(right(node), cell));
    }
    update(node);
    return node;
  }

  /** Parts a tree into what is before the row and what is after it. */
  private void split(int node, int cell) {
    if (node == EMPTY) {
      splitLeft = EMPTY;
      splitRight = EMPTY;
    } else if (compare(cell, node) < 0) {
      split(left(node), cell);
      setLeft(node, splitRight);
      update(node);
      splitRight = node;
    } else {
      split(right(node), cell);
      setRight(node, splitLeft);
      update(node);
      splitLeft = node;
    }
  }

  /** Takes a row out, which stays in the store; returns the new root. */
  public int remove(int root, int cell) {
    if (root == cell) {
      return join(left(cell), right(cell));
    }
    if (compare(cell, root) < 0) {
      setLeft(root, remove(left(root), cell));
    } else {
      setRight(root, remove(right(root), cell));
    }
    update(root);
    return root;
  }

  private int join(int before, int after) {
    if (before == EMPTY || after == EMPTY) {
      return before == EMPTY ? after : before;
    }
    if (priority(before) > priority(after)) {
      setRight(before, join(right(before), after));
      update(before);
      return before;
    }
    setLeft(after, join(before, left(after)));
    update(after);
    return after;
  }

  /** Changes how often a row of the tree is there. */
  public void setCount(int root, int cell, int count) {
    long change = (long) copies(count) - copies(rows.count(cell));
    rows.setCount(cell, count);
    if (most != null) {
      updatePath(root, cell);
      return;
    }
    int node = root;
    while (node != cell) {
      nodes[2 * node + 1] += change;
      node = compare(cell, node) < 0 ? left(node) : right(node);
    }
    nodes[2 * cell + 1] += change;
  }

  /** Updates a node and all above it, from the lowest up. */
  private void updatePath(int node, int cell) {
    if (node != cell) {
      updatePath(compare(cell, node) < 0 ? left(node) : right(node), cell);
    }
    update(node);
  }

  /** The row that is there most often, of several the first; {@link #EMPTY} of an empty tree. */
  public int mostFrequent(int root) {
    return root == EMPTY ? EMPTY : most[root];
  }

  /** The first row that is equal in the order's columns; {@link #EMPTY} if there is none. */
  public int find(int root, int cell) {
    int found = EMPTY;
    int node = root;
    while (node != EMPTY) {
      int result = compareKeys(cell, node);
      if (result == 0) {
        found = node;
        if (!byArrival) {
          return found; // the only one
        }
      }
      node = result <= 0 ? left(node) : right(node);
    }
    return found;
  }

  /** The first row; {@link #EMPTY} of an empty tree. */
  public int first(int root) {
    int node = root;
    while (node != EMPTY && left(node) != EMPTY) {
      node = left(node);
    }
    return node;
  }

  /** The last row; {@link #EMPTY} of an empty tree. */
  public int last(int root) {
    int node = root;
    while (node != EMPTY && right(node) != EMPTY) {
      node = right(node);
    }
    return node;
  }

  /** The row number {@code rank}, from 0, each counted as often as it is there. */
  public int at(int root, long rank) {
    int node = root;
    long before = rank;
    while (true) {
      long leftSize = sizeOf(left(node));
      if (before < leftSize) {
        node = left(node);
      } else if (before < leftSize + copies(rows.count(node))) {
        return node;
      } else {
        before -= leftSize + copies(rows.count(node));
        node = right(node);
      }
    }
  }

  /**
   * Visits the rows whose first column, which holds integers in ascending order, is between two
   * numbers, both included; in order.
   */
  public void forEachBetween(int root, long from, long to, IntConsumer visitor) {
    if (root == EMPTY) {
      return;
    }
    long value = ((WordCells) keys[0]).longValue(root);
    if (value >= from) {
      forEachBetween(left(root), from, to, visitor);
      if (value <= to) {
        visitor.accept(root);
      }
    }
    if (value <= to) {
      forEachBetween(right(root), from, to, visitor);
    }
  }

  /**
   * The last row whose first column, which holds integers in ascending order, is at most a number;
   * {@link #EMPTY} if there is none.
   */
  public int lastAtMost(int root, long value) {
    int found = EMPTY;
    int node = root;
    while (node != EMPTY) {
      boolean fits = ((WordCells) keys[0]).longValue(node) <= value;
      found = fits ? node : found;
      node = fits ? right(node) : left(node);
    }
    return found;
  }

  /**
   * The first row whose first column, which holds integers in ascending order, is at least a
   * number; {@link #EMPTY} if there is none.
   */
  public int firstAtLeast(int root, long value) {
    int found = EMPTY;
    int node = root;
    while (node != EMPTY) {
      boolean fits = ((WordCells) keys[0]).longValue(node) >= value;
      found = fits ? node : found;
      node = fits ? left(node) : right(node);
    }
    return found;
  }

  /** Visits all rows in order. */
  public void forEach(int root, IntConsumer visitor) {
    if (root != EMPTY) {
      forEach(left(root), visitor);
      visitor.accept(root);
      forEach(right(root), visitor);
    }
  }

  /** All rows in order. */
  public int[] toArray(int root) {
    IntStack cells = new IntStack();
    forEach(root, cells::push);
    return cells.toArray();
  }

  /** Visits all rows, each after those below it, so that it may be taken out of the store. */
  public void forEachBottomUp(int root, IntConsumer visitor) {
    if (root != EMPTY) {
      forEachBottomUp(left(root), visitor);
      forEachBottomUp(right(root), visitor);
      visitor.accept(root);
    }
  }

  /** Writes the links; the store is written by its owner. */
  public void writeTo(StateWriter state) throws IOException {
    int used = Math.min(rows.used(), nodes.length / 2);
    state.putLongs(nodes, 2 * used);
    if (most != null) {
      state.putInts(most, used);
    }
  }

  public void readFrom(StateReader state) throws IOException {
    nodes = state.getLongs();
    if (most != null) {
      most = state.getInts();
    }
  }
}
