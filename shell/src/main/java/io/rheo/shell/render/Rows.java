package io.rheo.shell.render;

/** Rows that outlive the moment in which they were read. */
public final class Rows {
  private Rows() {}

  /** The row as strings, NULL as {@code null}. */
  public static String[] copy(CharSequence[] cells) {
    return copy(cells, 0);
  }

  /** The row without its first {@code from} cells. */
  public static String[] copy(CharSequence[] cells, int from) {
    String[] copy = new String[cells.length - from];
    for (int i = 0; i < copy.length; i++) {
      CharSequence cell = cells[from + i];
      copy[i] = cell == null ? null : cell.toString();
    }
    return copy;
  }
}
