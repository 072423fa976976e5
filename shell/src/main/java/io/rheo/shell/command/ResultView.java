package io.rheo.shell.command;

import io.rheo.shell.render.RowReader;
import io.rheo.sql.text.SqlText;
import java.io.IOException;
import java.sql.SQLException;

/** Shows one result to whoever reads it. */
public interface ResultView {
  /**
   * Shows rows until they end, fail or are cancelled. The rows before a failure are shown.
   *
   * @param statement what the rows are the answer to
   * @return the number of rows shown
   * @throws SQLException if the query failed, or was cancelled and the driver says so
   * @throws IOException if the output is closed or full
   */
  long show(SqlText statement, RowReader rows) throws SQLException, IOException;
}
