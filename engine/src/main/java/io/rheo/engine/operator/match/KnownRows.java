package io.rheo.engine.operator.match;

import io.rheo.engine.plan.MatchValue.Navigation;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a try that conditions can ask for: the first ones and the last ones that are mapped
 * to some variables. They are kept with each row, so that none is searched for.
 */
final class KnownRows {
  private static final MappedRow[] NONE = {};

  private final List<Kept> kept = new ArrayList<>();
  private int count;

  /** The rows of one set of variables; {@code at}: where they are. */
  private static final class Kept {
    private final Navigation example;
    private final boolean first;
    private int at;
    private int depth;

    Kept(Navigation example) {
      this.example = example;
      first = example.first();
    }

    boolean isFor(Navigation navigation) {
      return first == navigation.first() && example.variables().equals(navigation.variables());
    }
  }

  /** Keeps what a condition asks for; before any row is mapped. */
  void add(Navigation navigation) {
    Kept rows =
        kept.stream()
            .filter(each -> each.isFor(navigation))
            .findFirst()
            .orElseGet(
                () -> {
                  Kept added = new Kept(navigation);
                  kept.add(added);
                  return added;
                });
    rows.depth = Math.max(rows.depth, navigation.offset() + 1);
    count = 0;
    for (Kept each : kept) {
      each.at = count;
      count += each.depth;
    }
  }

  /** The try with one more row. */
  MappedRow extend(MappedRow before, long row, int step, int variable) {
    if (count == 0) {
      return new MappedRow(row, step, before, NONE);
    }
    MappedRow[] known = before == null ? new MappedRow[count] : before.known().clone();
    MappedRow mapped = new MappedRow(row, step, before, known);
    for (Kept rows : kept) {
      if (rows.example.includes(variable)) {
        if (rows.first) {
          addFirst(rows, known, mapped);
        } else {
          System.arraycopy(known, rows.at, known, rows.at + 1, rows.depth - 1);
          known[rows.at] = mapped;
        }
      }
    }
    return mapped;
  }

  private static void addFirst(Kept rows, MappedRow[] known, MappedRow mapped) {
    for (int i = rows.at; i < rows.at + rows.depth; i++) {
      if (known[i] == null) {
        known[i] = mapped;
        return;
      }
    }
  }

  /** The row that is asked for, before its shift; {@code null} if there is none. */
  MappedRow find(Navigation navigation, MappedRow last) {
    for (Kept rows : kept) {
      if (rows.isFor(navigation)) {
        return last.known()[rows.at + navigation.offset()];
      }
    }
    throw new IllegalStateException("not kept: " + navigation);
  }

  /** Whether all that conditions can ask for is the same in two tries. */
  static boolean areSame(MappedRow a, MappedRow b, int[] variables) {
    for (int i = 0; i < a.known().length; i++) {
      MappedRow left = a.known()[i];
      MappedRow right = b.known()[i];
      if (left == null || right == null) {
        if (left != right) {
          return false;
        }
      } else if (left.row() != right.row() || variables[left.step()] != variables[right.step()]) {
        return false;
      }
    }
    return true;
  }
}
