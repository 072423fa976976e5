package io.rheo.engine.operator.match;

/**
 * A row that is mapped to a variable, after those mapped before it in the same try. Immutable but
 * for what is computed of these rows when it is needed, so that tries which went the same way share
 * it.
 */
final class MappedRow {
  private final long row;
  private final int step;
  private final MappedRow before;
  private final MappedRow[] known;
  private long[][] sums; // by aggregate, see RunningAggregates; null: not computed

  /**
   * @param row its number in the partition
   * @param step of the pattern that reads it
   * @param before {@code null} if it is the first
   * @param known the rows that conditions ask for, see {@link KnownRows}
   */
  MappedRow(long row, int step, MappedRow before, MappedRow[] known) {
    this.row = row;
    this.step = step;
    this.before = before;
    this.known = known;
  }

  long row() {
    return row;
  }

  int step() {
    return step;
  }

  MappedRow before() {
    return before;
  }

  MappedRow[] known() {
    return known;
  }

  /** An aggregate over the rows up to this one; {@code null} if it was not computed. */
  long[] sums(int number) {
    return sums == null ? null : sums[number];
  }

  /** Keeps the aggregate of a number below {@code count}. */
  void keep(int number, int count, long[] newSums) {
    if (sums == null) {
      sums = new long[count][];
    }
    sums[number] = newSums;
  }
}
