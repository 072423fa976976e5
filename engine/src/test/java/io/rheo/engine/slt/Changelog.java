package io.rheo.engine.slt;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a query emitted, in order, with the cells as {@link TextValues} writes them. */
record Changelog(RowType rowType, List<Change> changes) {
  /**
   * One row.
   *
   * @param weight +1 an insert, -1 a retraction
   */
  record Change(int weight, List<String> cells) {
    private static final String RETRACTION = "- ";
    private static final String INSERT = "+ ";

    /** Reads a line: {@code + a, 1} or {@code - a, 1}; without a sign it is an insert. */
    static Change parse(String line) {
      boolean signed = line.startsWith(RETRACTION) || line.startsWith(INSERT);
      String cells = signed ? line.substring(INSERT.length()) : line;
      return new Change(line.startsWith(RETRACTION) ? -1 : 1, CellText.split(cells));
    }

    String line() {
      return (weight > 0 ? INSERT : RETRACTION) + CellText.join(cells);
    }
  }

  /** Appends the rows of a batch. */
  static void read(RowType rowType, Batch batch, List<Change> into) {
    for (int row = 0; row < batch.rowCount(); row++) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < rowType.size(); column++) {
        Object value = BoxedValues.get(batch.column(column), rowType.type(column), row);
        cells.add(TextValues.format(rowType.type(column), value));
      }
      int weight = batch.weight(row);
      for (int i = 0; i < Math.abs(weight); i++) {
        into.add(new Change(Integer.signum(weight), cells));
      }
    }
  }

  /** Every change as a line, in the order emitted. */
  List<String> lines() {
    return changes.stream().map(Change::line).toList();
  }

  /** The rows in the order emitted, for a query that retracts none. */
  List<List<String>> rowsInOrder() {
    return changes.stream().map(Change::cells).toList();
  }

  /**
   * The rows that are left when all retractions are applied, equal rows as often as they occur, in
   * the order of their first insert.
   *
   * @throws AssertionError if a row is retracted that was not there
   */
  List<List<String>> finalRows() {
    return finalRows(changes);
  }

  /** The rows that are left of these changes; as {@link #finalRows()}. */
  static List<List<String>> finalRows(List<Change> changes) {
    Map<List<String>, Integer> counts = new LinkedHashMap<>();
    for (Change change : changes) {
      int count = counts.merge(change.cells(), change.weight(), Integer::sum);
      if (count < 0) {
        throw new AssertionError("retracts a row that is not there: " + change.line());
      }
      if (count == 0) {
        counts.remove(change.cells());
      }
    }
    List<List<String>> rows = new ArrayList<>();
    counts.forEach(
        (cells, count) -> {
          for (int i = 0; i < count; i++) {
            rows.add(cells);
          }
        });
    return rows;
  }
}
