package io.rheo.engine.state;

import java.io.IOException;
import java.util.Arrays;

/**
 * Rows of words in order, in any number of trees that share one store: a treap whose nodes know the
 * sum of the measures below them, so that the row at a place and the place of a row are found in
 * logarithmic time. A tree is the slot of its root; 0 is the empty tree and no row.
 *
 * <p>Balanced by random priorities (Seidel and Aragon, "Randomized search trees", Algorithmica
 * 1996) that come from a counter, so that equal inputs give equal states. A row costs {@code 8 *
 * (width + 4)} bytes.
 */
public final class RowTrees {
  /** A total order of rows: two rows in one tree are never equal. */
  @FunctionalInterface
  public interface Order {
    /** Compares the row that starts at {@code a[atA]} with the one at {@code b[atB]}. */
    int compare(long[] a, int atA, long[] b, int atB);
  }

  private static final int EXTRA_WORDS = 4;
  private static final int INITIAL_SLOTS = 16;
  private static final long LOW = 0xFFFF_FFFFL;

  private final Order order;
  private final int width;
  private final int stride;
  private final int linksAt; // left child in the upper half, right child in the lower one
  private final int nodeAt; // priority, own measure
  private final int sumAt; // of the measures of the node and all below it
  private final int tagAt; // the owner's
  private long[] words;
  private int slots = 1; // one past the last one ever used; slot 0 is no row
  private int made; // rows ever made: what priorities are taken from
  private final IntStack free = new IntStack();
  private int splitLeft; // what split returns
  private int splitRight;

  /**
   * @param width how many words a row has
   */
  public RowTrees(int width, Order order) {
    this.order = order;
    this.width = width;
    linksAt = width;
    nodeAt = width + 1;
    sumAt = width + 2;
    tagAt = tagAt(width);
    stride = width + EXTRA_WORDS;
    words = new long[INITIAL_SLOTS * stride];
  }

  /** Where the tag of a row is, counted from its first word: for orders that look at it. */
  public static int tagAt(int width) {
    return width + EXTRA_WORDS - 1;
  }

  /** The order of rows that the trees were made with. */
  public Order order() {
    return order;
  }

  /** The words of all rows; replaced when the store grows. */
  public long[] words() {
    return words;
  }

  /** Where the words of a row start. */
  public int base(int slot) {
    return slot * stride;
  }

  /** How many rows there are. */
  public int size() {
    return slots - 1 - free.size();
  }

  /** A new row with the words at {@code row[at]} that is in no tree. */
  public int make(long[] row, int at, int measure, long tag) {
    int slot = free.isEmpty() ? slots++ : free.pop();
    int base = slot * stride;
    if (base + stride > words.length) {
      words = Arrays.copyOf(words, Math.toIntExact(Math.max(2L * words.length, base + stride)));
    }
    System.arraycopy(row, at, words, base, width);
    words[base + linksAt] = 0;
    words[base + nodeAt] = Hashing.hash(made++) << 32 | measure;
    words[base + sumAt] = measure;
    words[base + tagAt] = tag;
    return slot;
  }

  /** Forgets a row that is in no tree any more. */
  public void free(int slot) {
    Arrays.fill(words, slot * stride, (slot + 1) * stride, 0);
    free.push(slot);
  }

  /** Forgets all rows of a tree. */
  public void freeAll(int root) {
    if (root != 0) {
      freeAll(left(root));
      freeAll(right(root));
      free(root);
    }
  }

  /** What the owner keeps with a row. */
  public long tag(int slot) {
    return words[slot * stride + tagAt];
  }

  public void setTag(int slot, long tag) {
    words[slot * stride + tagAt] = tag;
  }

  /** What the row counts for. */
  public int measure(int slot) {
    return (int) words[slot * stride + nodeAt];
  }

  /** The sum of the measures of a tree. */
  public long sum(int root) {
    return words[root * stride + sumAt];
  }

  /** The row of the tree that is equal to the words at {@code row[at]}, or 0. */
  public int find(int root, long[] row, int at) {
    int slot = root;
    while (slot != 0) {
      int side = order.compare(row, at, words, slot * stride);
      if (side == 0) {
        return slot;
      }
      slot = side < 0 ? left(slot) : right(slot);
    }
    return 0;
  }

  /** Puts a row into a tree; returns its new root. */
  public int insert(int root, int slot) {
    if (root == 0) {
      return slot;
    }
    if (priority(slot) > priority(root)) {
      split(root, slot);
      setLinks(slot, splitLeft, splitRight);
      return slot;
    }
    if (compare(slot, root) < 0) {
      setLinks(root, insert(left(root), slot), right(root));
    } else {
      setLinks(root, left(root), insert(right(root), slot));
    }
    return root;
  }

  private void split(int root, int slot) {
    if (root == 0) {
      splitLeft = 0;
      splitRight = 0;
    } else if (compare(root, slot) < 0) {
      split(right(root), slot);
      setLinks(root, left(root), splitLeft);
      splitLeft = root;
    } else {
      split(left(root), slot);
      setLinks(root, splitRight, right(root));
      splitRight = root;
    }
  }

  /** Takes a row out of its tree; returns the new root. */
  public int remove(int root, int slot) {
    if (root == slot) {
      int merged = merge(left(slot), right(slot));
      setLinks(slot, 0, 0);
      return merged;
    }
    if (compare(slot, root) < 0) {
      setLinks(root, remove(left(root), slot), right(root));
    } else {
      setLinks(root, left(root), remove(right(root), slot));
    }
    return root;
  }

  private int merge(int left, int right) {
    if (left == 0 || right == 0) {
      return left + right;
    }
    if (priority(left) > priority(right)) {
      setLinks(left, left(left), merge(right(left), right));
      return left;
    }
    setLinks(right, merge(left, left(right)), right(right));
    return right;
  }

  /** Changes what a row of the tree counts for. */
  public void setMeasure(int root, int slot, int measure) {
    int change = measure - measure(slot);
    words[slot * stride + nodeAt] += change;
    int at = root;
    while (at != slot) {
      words[at * stride + sumAt] += change;
      at = compare(slot, at) < 0 ? left(at) : right(at);
    }
    words[slot * stride + sumAt] += change;
  }

  /** The sum of the measures of the rows of the tree that come before the given one. */
  public long before(int root, int slot) {
    return before(root, words, slot * stride, order);
  }

  /** The sum of the measures of the rows that {@code coarser} puts before the given one. */
  public long before(int root, int slot, Order coarser) {
    return before(root, words, slot * stride, coarser);
  }

  private long before(int root, long[] row, int at, Order by) {
    long sum = 0;
    int node = root;
    while (node != 0) {
      if (by.compare(words, node * stride, row, at) < 0) {
        sum += sum(left(node)) + measure(node);
        node = right(node);
      } else {
        node = left(node);
      }
    }
    return sum;
  }

  /** The row that brings the sum of the measures above {@code place}, or 0 if none does. */
  public int at(int root, long place) {
    int node = place < sum(root) ? root : 0;
    long left = place;
    while (node != 0) {
      long below = sum(left(node));
      if (left < below) {
        node = left(node);
      } else if (left < below + measure(node)) {
        return node;
      } else {
        left -= below + measure(node);
        node = right(node);
      }
    }
    return 0;
  }

  /** The first row, or 0. */
  public int first(int root) {
    int node = root;
    while (left(node) != 0) {
      node = left(node);
    }
    return node;
  }

  /** The last row, or 0. */
  public int last(int root) {
    int node = root;
    while (right(node) != 0) {
      node = right(node);
    }
    return node;
  }

  /** The row after the given one, or 0. */
  public int next(int root, int slot) {
    if (right(slot) != 0) {
      return first(right(slot));
    }
    int next = 0;
    int node = root;
    while (node != slot) {
      if (compare(slot, node) < 0) {
        next = node;
        node = left(node);
      } else {
        node = right(node);
      }
    }
    return next;
  }

  /** The row before the given one, or 0. */
  public int previous(int root, int slot) {
    if (left(slot) != 0) {
      return last(left(slot));
    }
    int previous = 0;
    int node = root;
    while (node != slot) {
      if (compare(slot, node) < 0) {
        node = left(node);
      } else {
        previous = node;
        node = right(node);
      }
    }
    return previous;
  }

  /** Compares two rows. */
  public int compare(int a, int b) {
    return order.compare(words, a * stride, words, b * stride);
  }

  /** Compares two rows by another order. */
  public int compare(int a, int b, Order by) {
    return by.compare(words, a * stride, words, b * stride);
  }

  /** Marks the strings of all rows, whose words are those of {@code keys}. */
  public void mark(KeyEncoder keys) {
    keys.mark(words, 0, slots * stride, stride);
  }

  private int left(int slot) {
    return (int) (words[slot * stride + linksAt] >>> 32);
  }

  private int right(int slot) {
    return (int) words[slot * stride + linksAt];
  }

  private int priority(int slot) {
    return (int) (words[slot * stride + nodeAt] >>> 32);
  }

  private void setLinks(int slot, int left, int right) {
    int base = slot * stride;
    words[base + linksAt] = (long) left << 32 | (right & LOW);
    words[base + sumAt] = sum(left) + sum(right) + measure(slot);
  }

  public void writeTo(StateWriter state) throws IOException {
    state.putLongs(words, slots * stride);
    state.putInt(made);
    state.putInts(free.values(), free.size());
  }

  public void readFrom(StateReader state) throws IOException {
    long[] read = state.getLongs();
    slots = read.length / stride;
    words = Arrays.copyOf(read, Math.max(read.length, INITIAL_SLOTS * stride));
    made = state.getInt();
    free.clear();
    for (int slot : state.getInts()) {
      free.push(slot);
    }
  }
}
