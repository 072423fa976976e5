package io.rheo.engine.operator.rank;

import io.rheo.engine.column.Batch;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.RowTrees;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The rows of all partitions, a tree for each, in the order by which they are ranked.
 *
 * <p>Rows that compare equal are in the order of their arrival if rows only come. If rows can go
 * too, that order would depend on how changes were netted on their way; then equal rows are in the
 * order of their other columns, and rows that are the same are one with a count.
 *
 * <p>What a row counts for is the number of its copies. For {@code DENSE_RANK} it is 1 if the row
 * is the first of those that compare equal, else 0, so that the sum of what is before a row is
 * always the number of ranks before it.
 */
final class RankedRows {
  private static final long COUNT = 0xFFFF_FFFFL; // of a tag; above it the owner's mark

  private final RankRule rule;
  private final boolean dense;
  private final boolean counted; // rows that are the same are one with a count
  private final KeyEncoder encoder;
  private final RowTrees trees;
  private final RowTrees.Order byKeys;
  private final RowTrees.Order throughTies;
  private final RowTrees.Order byRank;
  private long arrivals;

  RankedRows(OrderedNode.Rank plan) {
    rule = plan.rule();
    dense = rule.function() == RankFunction.DENSE_RANK;
    // Without the ranks below the first one wanted, equal rows could leave and enter in one step.
    counted = plan.input().traits().updating() || rule.from() > 1;
    RowType input = plan.input().rowType();
    encoder = new KeyEncoder(input, IntStream.range(0, input.size()).boxed().toList());
    byKeys = this::compareKeys;
    throughTies = (a, atA, b, atB) -> compareKeys(a, atA, b, atB) <= 0 ? -1 : 1;
    trees = new RowTrees(encoder.width(), counted ? this::compareContent : arrivalOrder());
    byRank = rule.function() == RankFunction.ROW_NUMBER ? trees.order() : byKeys;
  }

  private RowTrees.Order arrivalOrder() {
    int arrivalAt = RowTrees.tagAt(encoder.width());
    int direction = rule.latestFirst() ? -1 : 1;
    return (a, atA, b, atB) -> {
      int order = compareKeys(a, atA, b, atB);
      return order != 0 ? order : direction * Long.compare(a[atA + arrivalAt], b[atB + arrivalAt]);
    };
  }

  private int compareKeys(long[] a, int atA, long[] b, int atB) {
    for (SortKey key : rule.order()) {
      int order = encoder.compare(key.column(), key.descending(), key.nullsFirst(), a, atA, b, atB);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int compareContent(long[] a, int atA, long[] b, int atB) {
    int order = compareKeys(a, atA, b, atB);
    for (int i = 0; order == 0 && i < encoder.columnCount(); i++) {
      order = encoder.compare(i, false, true, a, atA, b, atB);
    }
    return order;
  }

  RowTrees trees() {
    return trees;
  }

  KeyEncoder encoder() {
    return encoder;
  }

  /** Whether rows that are the same are one with a count. */
  boolean counted() {
    return counted;
  }

  /** What {@link #add} and {@link #find} take rows from. */
  long[] encode(Batch batch) {
    return encoder.encode(batch);
  }

  /** The row that is the same as the given one, or 0; only if rows are counted. */
  int find(int root, long[] rows, int row) {
    return trees.find(root, rows, row * encoder.width());
  }

  /** Whether the row, which is not in the tree yet, would be among the first ones. */
  boolean isWanted(int root, long[] rows, int row) {
    int last = trees.at(root, rule.to() - 1);
    if (last == 0) {
      return rule.to() > 0;
    }
    int at = row * encoder.width();
    int order = compareKeys(rows, at, trees.words(), trees.base(last));
    if (order != 0 || rule.function() != RankFunction.ROW_NUMBER) {
      return order <= 0;
    }
    return counted
        ? compareContent(rows, at, trees.words(), trees.base(last)) <= 0
        : rule.latestFirst();
  }

  /** A new row that is in no tree yet, with this many copies if rows are counted, else one. */
  int make(long[] rows, int row, int copies) {
    long tag = counted ? copies & COUNT : arrivals++;
    int measure = dense ? 0 : counted ? Math.max(0, copies) : 1;
    return trees.make(rows, row * encoder.width(), measure, tag);
  }

  /** Puts a row into a tree and returns the new root. */
  int add(int root, int slot) {
    int newRoot = trees.insert(root, slot);
    if (dense && !ties(slot, trees.previous(newRoot, slot))) {
      trees.setMeasure(newRoot, slot, 1);
      int next = trees.next(newRoot, slot);
      if (ties(slot, next)) {
        trees.setMeasure(newRoot, next, 0);
      }
    }
    return newRoot;
  }

  /** Takes a row out of its tree, forgets it, and returns the new root. */
  int remove(int root, int slot) {
    if (dense && trees.measure(slot) == 1) {
      int next = trees.next(root, slot);
      if (ties(slot, next)) {
        trees.setMeasure(root, next, 1);
      }
    }
    int newRoot = trees.remove(root, slot);
    trees.free(slot);
    return newRoot;
  }

  /** Forgets all rows of a tree. */
  void removeAll(int root) {
    trees.freeAll(root);
  }

  private boolean ties(int slot, int other) {
    return other != 0 && trees.compare(slot, other, byKeys) == 0;
  }

  /** Whether two rows have the same columns. */
  boolean isSame(int slot, int other) {
    long[] words = trees.words();
    int from = trees.base(slot);
    int otherFrom = trees.base(other);
    int width = encoder.width();
    return Arrays.equals(words, from, from + width, words, otherFrom, otherFrom + width);
  }

  /** How many copies of the row there are. */
  int count(int slot) {
    return counted ? Math.max(0, (int) trees.tag(slot)) : 1;
  }

  /** Adds copies of a row, or takes some away. */
  void addCopies(int root, int slot, int copies) {
    long tag = trees.tag(slot);
    int count = (int) tag + copies;
    trees.setTag(slot, (tag & ~COUNT) | (count & COUNT));
    if (!dense) {
      trees.setMeasure(root, slot, Math.max(0, count));
    }
  }

  /** Whether nothing has to be known about the row any more. */
  boolean isGone(int slot) {
    return counted && (int) trees.tag(slot) == 0;
  }

  /** A number that the owner may keep with a row if rows are counted; 0 at first. */
  int mark(int slot) {
    return (int) (trees.tag(slot) >>> 32);
  }

  void setMark(int slot, int mark) {
    trees.setTag(slot, (trees.tag(slot) & COUNT) | (long) mark << 32);
  }

  /** The number of ranks before the row, as the sum of what rows count for. */
  long ranksBefore(int root, int slot) {
    return trees.before(root, slot, byRank);
  }

  /** The first row after the given one that has another rank, or 0. */
  int nextRank(int root, int slot) {
    return rule.function() == RankFunction.ROW_NUMBER
        ? trees.next(root, slot)
        : trees.at(root, trees.before(root, slot, throughTies));
  }

  /** Compares two rows by what gives them their ranks. */
  int compareRanks(int a, int b) {
    return trees.compare(a, b, byRank);
  }

  /** Drops the rows that can never be among the first ones if none goes; returns the new root. */
  int prune(int root) {
    int newRoot = root;
    for (int last = trees.last(newRoot);
        last != 0 && ranksBefore(newRoot, last) >= rule.to();
        last = trees.last(newRoot)) {
      newRoot = remove(newRoot, last);
    }
    return newRoot;
  }

  /** Regains the memory of strings that no row has any more, if these may be many. */
  void collectStrings() {
    if (encoder.wantsCollection()) {
      trees.mark(encoder);
      encoder.sweep();
    }
  }

  void writeTo(StateWriter state) throws IOException {
    encoder.writeTo(state);
    trees.writeTo(state);
    state.putLong(arrivals);
  }

  void readFrom(StateReader state) throws IOException {
    encoder.readFrom(state);
    trees.readFrom(state);
    arrivals = state.getLong();
  }
}
