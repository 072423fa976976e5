package io.rheo.shell.render;

import java.io.IOException;
import java.util.List;

/**
 * Receives one result and prints it. Not safe for use by several threads; {@link PausingPrinter}
 * is.
 */
public interface ResultPrinter {
  /** The columns of the rows to come; called once. */
  void begin(List<ResultColumn> columns) throws IOException;

  /**
   * The next row. The array and the texts in it belong to the caller, who overwrites them for the
   * next row; a printer that keeps a row copies it with {@link Rows#copy}.
   *
   * @param cells one text a column; {@code null} is NULL
   */
  void row(CharSequence[] cells) throws IOException;

  /** No row came for a moment: what was held back to go out in larger pieces goes out now. */
  void pause() throws IOException;

  /** No more rows come. Called also for a result that was stopped, not for one that failed. */
  void end() throws IOException;
}
