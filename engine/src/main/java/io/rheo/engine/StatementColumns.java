package io.rheo.engine;

import io.rheo.engine.type.RowType;
import io.rheo.sql.Statement;
import io.rheo.sql.parse.ObjectKind;
import java.util.Optional;

/** The columns of statements that answer about the catalog, the session or a plan: all are text. */
final class StatementColumns {
  static final RowType TABLES = StaticCursor.textColumns("table_name");
  static final RowType VIEWS = StaticCursor.textColumns("view_name");
  static final RowType JOBS =
      StaticCursor.textColumns(
          "job_name", "state", "statement", "since", "rows_in", "rows_out", "watermark", "error");
  static final RowType FUNCTIONS = StaticCursor.textColumns("function_name", "kind", "class");
  static final RowType CREATE = StaticCursor.textColumns("create_statement");
  static final RowType COLUMNS = StaticCursor.textColumns("name", "type", "null", "key", "extra");
  static final RowType SETTINGS = StaticCursor.textColumns("key", "value");
  static final RowType PLAN = StaticCursor.textColumns("plan");

  private StatementColumns() {}

  /** Empty for a statement that answers with a count. */
  static Optional<RowType> of(Statement statement) {
    if (statement instanceof Statement.Show show) {
      return Optional.of(show.kind() == ObjectKind.TABLE ? TABLES : VIEWS);
    } else if (statement instanceof Statement.ShowJobs) {
      return Optional.of(JOBS);
    } else if (statement instanceof Statement.ExplainJob) {
      return Optional.of(PLAN);
    } else if (statement instanceof Statement.ShowFunctions) {
      return Optional.of(FUNCTIONS);
    } else if (statement instanceof Statement.ShowCreate) {
      return Optional.of(CREATE);
    } else if (statement instanceof Statement.Describe) {
      return Optional.of(COLUMNS);
    } else if (statement instanceof Statement.Explain) {
      return Optional.of(PLAN);
    } else if (statement instanceof Statement.Set set && set.key().isEmpty()) {
      return Optional.of(SETTINGS);
    } else {
      return Optional.empty();
    }
  }
}
