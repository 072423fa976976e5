package io.rheo.sql.error;

/**
 * A range of characters in a source text: from the first character at {@code line}, {@code column}
 * to the last one at {@code endLine}, {@code endColumn}, both included and counted from 1. Columns
 * count UTF-16 units, so a tab is one column.
 */
public record Position(int line, int column, int endLine, int endColumn) {
  public Position {
    if (line < 1 || column < 1 || endLine < line || (endLine == line && endColumn < column)) {
      throw new IllegalArgumentException(
          "not a range: %d:%d to %d:%d".formatted(line, column, endLine, endColumn));
    }
  }

  /** One character. */
  public static Position at(int line, int column) {
    return new Position(line, column, line, column);
  }
}
