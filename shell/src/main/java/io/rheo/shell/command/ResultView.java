package io.rheo.shell.command;

import io.rheo.shell.render.RowReader;
import java.io.IOException;
import java.sql.SQLException;

/** Shows one result to whoever reads it. */
public interface ResultView {
  /**
   * Shows rows until they end, fail or are cancelled. The rows before a failure are shown.
   *
   * @return the number of rows that came
   * @throws SQLException if the query failed, or was cancelled and the driver says so
   * @throws IOException if the output is closed or full
   */
  long show(RowReader rows) throws SQLException, IOException;
}
