package io.rheo.shell.render;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the cells of one column as text. */
@FunctionalInterface
interface CellReader {
  /** The text of the current row's cell, or {@code null} for NULL; valid until the next call. */
  CharSequence read(ResultSet rows) throws SQLException;
}
