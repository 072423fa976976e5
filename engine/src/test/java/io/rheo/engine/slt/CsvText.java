package io.rheo.engine.slt;

import io.rheo.engine.slt.Changelog.Change;
import io.rheo.engine.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A result as {@code rheo run --format csv} prints it. */
final class CsvText {
  private CsvText() {}

  /**
   * @param onlyFinal the rows that are left, without their changes
   */
  static String of(Changelog changelog, boolean onlyFinal) {
    boolean updating = changelog.changes().stream().anyMatch(change -> change.weight() < 0);
    boolean withOp = updating && !onlyFinal;
    List<String> lines = new ArrayList<>();
    lines.add((withOp ? "op," : "") + String.join(",", changelog.rowType().names()));
    if (onlyFinal) {
      changelog.finalRows().forEach(row -> lines.add(cells(changelog, row)));
    } else {
      for (Change change : changelog.changes()) {
        String op = change.weight() > 0 ? "+I," : "-D,";
        lines.add((withOp ? op : "") + cells(changelog, change.cells()));
      }
    }
    return String.join("\n", lines);
  }

  private static String cells(Changelog changelog, List<String> row) {
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < row.size(); column++) {
      cells.add(cell(changelog.rowType().type(column), row.get(column)));
    }
    return cells.stream().collect(Collectors.joining(","));
  }

  private static String cell(DataType type, String text) {
    if (text == null) {
      return "";
    }
    return switch (type.name()) {
      case TIME, TIMESTAMP, TIMESTAMP_LTZ ->
          type.precision() > 0 && text.indexOf('.') < 0
              ? text + "." + "0".repeat(type.precision())
              : text;
      default ->
          text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n')
              ? '"' + text.replace("\"", "\"\"") + '"'
              : text;
    };
  }
}
