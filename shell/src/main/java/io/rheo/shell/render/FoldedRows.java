package io.rheo.shell.render;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The rows that a changelog leaves, in the order in which they first came: a row that is updated
 * keeps its place. Equal rows may occur several times. Every change takes constant time; memory is
 * that of the rows left.
 *
 * <p>A source of changes may take back what it never gave: such a row is not there, and its next
 * insert makes up for it.
 */
public final class FoldedRows implements Iterable<String[]> {
  private final Map<Key, Node> byContent = new HashMap<>();
  private final Map<Key, Integer> owed = new HashMap<>(); // retracted before they were inserted
  private final Node ends = new Node(new String[0]); // before the first and after the last
  private Node vacated; // of the -U just applied, for the +U that follows it
  private int size;

  public FoldedRows() {
    ends.previous = ends;
    ends.next = ends;
  }

  /** Applies one change; the row is kept. */
  public void apply(ChangeKind kind, String[] row) {
    switch (kind) {
      case INSERT -> insert(row);
      case UPDATE_AFTER -> replaceVacated(row);
      case UPDATE_BEFORE -> {
        Node node = remove(row);
        forgetVacated();
        vacated = node;
      }
      case DELETE -> {
        forgetVacated();
        Node node = remove(row);
        if (node != null) {
          unlink(node);
        }
      }
    }
  }

  private void insert(String[] row) {
    forgetVacated();
    if (settles(row)) {
      return;
    }
    Node node = new Node(row);
    node.previous = ends.previous;
    node.next = ends;
    node.previous.next = node;
    ends.previous = node;
    index(node);
  }

  private void replaceVacated(String[] row) {
    if (vacated == null || owed.containsKey(new Key(row))) {
      insert(row);
      return;
    }
    vacated.row = row;
    index(vacated);
    vacated = null;
  }

  private void index(Node node) {
    node.equalRow = byContent.put(new Key(node.row), node);
    size++;
  }

  /** Whether an insert only makes up for a retraction that came before it. */
  private boolean settles(String[] row) {
    Key key = new Key(row);
    if (!owed.containsKey(key)) {
      return false;
    }
    owed.computeIfPresent(key, (same, times) -> times == 1 ? null : times - 1);
    return true;
  }

  /** Takes a row out of the index; its node stays in the list. {@code null} if it is not there. */
  private Node remove(String[] row) {
    Key key = new Key(row);
    Node node = byContent.get(key);
    if (node == null) {
      owed.merge(key, 1, Integer::sum);
      return null;
    }
    if (node.equalRow == null) {
      byContent.remove(key);
    } else {
      byContent.put(key, node.equalRow);
      node.equalRow = null;
    }
    size--;
    return node;
  }

  private void forgetVacated() {
    if (vacated != null) {
      unlink(vacated);
      vacated = null;
    }
  }

  private static void unlink(Node node) {
    node.previous.next = node.next;
    node.next.previous = node.previous;
  }

  public int size() {
    return size;
  }

  @Override
  public Iterator<String[]> iterator() {
    return new Iterator<>() {
      private Node at = skipVacated(ends.next);

      @Override
      public boolean hasNext() {
        return at != ends;
      }

      @Override
      public String[] next() {
        if (at == ends) {
          throw new NoSuchElementException();
        }
        String[] row = at.row;
        at = skipVacated(at.next);
        return row;
      }
    };
  }

  private Node skipVacated(Node node) {
    return node != ends && node == vacated ? node.next : node;
  }

  private static final class Node {
    private String[] row;
    private Node previous;
    private Node next;
    private Node equalRow; // an earlier row of the same content

    Node(String[] row) {
      this.row = row;
    }
  }

  private static final class Key {
    private final String[] row;
    private final int hash;

    Key(String[] row) {
      this.row = row;
      this.hash = Arrays.hashCode(row);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && hash == key.hash && Arrays.equals(row, key.row);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
