package io.rheo.engine.operator.match;

/**
 * A row that is mapped to a variable, after those mapped before it in the same try. Immutable, so
 * that tries which went the same way share it.
 */
final class MappedRow {
  private final long row;
  private final int step;
  private final MappedRow before;
  private final MappedRow[] known;

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
}
