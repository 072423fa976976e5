package io.rheo.sql;

import io.rheo.sql.catalog.MaterializedView;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.catalog.ViewDefinition;
import io.rheo.sql.error.Position;
import io.rheo.sql.logical.LogicalQuery;
import io.rheo.sql.parse.DropBehavior;
import io.rheo.sql.parse.JobAction;
import io.rheo.sql.parse.ObjectKind;
import io.rheo.sql.parse.ParsedStatement.ExplainLevel;
import io.rheo.sql.text.SqlText;
import java.util.List;
import java.util.Optional;

/** A statement that has been checked and can be run. Nothing has been changed by checking it. */
public sealed interface Statement {
  /** The statement as written, with its place in the user's file. */
  SqlText text();

  /** Add {@code table} to the catalog, as {@code Catalog.create} does with the two flags. */
  record CreateTable(SqlText text, TableDefinition table, boolean orReplace, boolean ifNotExists)
      implements Statement {}

  /** Add {@code view} to the catalog. */
  record CreateView(SqlText text, ViewDefinition view, boolean orReplace, boolean ifNotExists)
      implements Statement {}

  /**
   * Add a table and write the rows of a query into it.
   *
   * @param query fits the table as that of an {@link Insert} does
   */
  record CreateTableAs(SqlText text, CreateTable create, LogicalQuery query) implements Statement {}

  /**
   * Add {@code view} to the catalog and keep its rows up to date.
   *
   * @param query the view's, with a column for each of its columns
   */
  record CreateMaterializedView(
      SqlText text,
      MaterializedView view,
      LogicalQuery query,
      boolean orReplace,
      boolean ifNotExists)
      implements Statement {}

  /**
   * Add a user-defined function to the catalog.
   *
   * @param className with its place in the user's file
   * @param jar the file that has the class; empty if it is on the class path
   */
  record CreateFunction(
      SqlText text,
      String name,
      Located className,
      Optional<Located> jar,
      boolean orReplace,
      boolean ifNotExists)
      implements Statement {
    /** A text of the statement and where it stands. */
    public record Located(String value, Position position) {}
  }

  /** Remove a user-defined function, which exists unless {@code ifExists}. */
  record DropFunction(SqlText text, String name, boolean ifExists) implements Statement {}

  /** List the functions; with {@code userOnly} those that users defined. */
  record ShowFunctions(SqlText text, boolean userOnly) implements Statement {}

  /** Remove a table or view, which exists unless {@code ifExists}. */
  record Drop(
      SqlText text,
      ObjectKind kind,
      String name,
      Position position,
      boolean ifExists,
      DropBehavior behavior)
      implements Statement {}

  /** Show the rows of a query. */
  record Query(SqlText text, LogicalQuery query) implements Statement {}

  /**
   * Write the rows of a query into a table.
   *
   * @param query has a column for each of {@link TableDefinition#persistedColumns}, in that order
   *     and of its type
   */
  record Insert(SqlText text, TableDefinition target, LogicalQuery query) implements Statement {}

  /** Several inserts as one job, which reads each table once. */
  record StatementSet(SqlText text, List<Insert> inserts) implements Statement {
    public StatementSet {
      inserts = List.copyOf(inserts);
    }
  }

  /** Pause, resume or stop a job or a materialized view. */
  record JobCommand(SqlText text, JobAction action, String name, Position position)
      implements Statement {}

  /** List the jobs and materialized views, and how each is. */
  record ShowJobs(SqlText text) implements Statement {}

  /** Show the plan of a job or of a materialized view. */
  record ExplainJob(SqlText text, String name, Position position) implements Statement {}

  /**
   * Show the plan of a statement: a {@link Query}, an {@link Insert}, a {@link StatementSet}, a
   * {@link CreateTableAs} or a {@link CreateMaterializedView}.
   *
   * @param level how deep to look
   */
  record Explain(SqlText text, ExplainLevel level, Statement statement) implements Statement {}

  /** List the tables or views. */
  record Show(SqlText text, ObjectKind kind) implements Statement {}

  /** Show the statement that makes a table or view, which exists. */
  record ShowCreate(SqlText text, ObjectKind kind, String name) implements Statement {}

  /** Show the columns of a table or view, which exists. */
  record Describe(SqlText text, String name) implements Statement {}

  /** Change a setting of the session; both empty: list them all. */
  record Set(SqlText text, Optional<String> key, Optional<String> value) implements Statement {}

  /** Put a setting back to its default; empty: all of them. */
  record Reset(SqlText text, Optional<String> key) implements Statement {}
}
