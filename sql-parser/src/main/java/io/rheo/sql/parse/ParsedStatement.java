package io.rheo.sql.parse;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A statement as written: names are not looked up, types not known. */
public sealed interface ParsedStatement {
  /** How deep {@code EXPLAIN} looks. */
  enum ExplainLevel {
    LOGICAL,
    PHYSICAL
  }

  /** Where the statement stands in its text. */
  SqlParserPos position();

  /**
   * {@code CREATE TABLE name (elements) WITH (options) AS query}.
   *
   * @param query whose columns and rows the table gets; empty for a table that is only declared
   */
  record CreateTable(
      SqlParserPos position,
      boolean orReplace,
      boolean ifNotExists,
      SqlIdentifier name,
      List<TableElement> elements,
      List<OptionNode> options,
      Optional<String> comment,
      Optional<Query> query)
      implements ParsedStatement {
    public CreateTable {
      elements = List.copyOf(elements);
      options = List.copyOf(options);
    }
  }

  /**
   * {@code CREATE VIEW name (columns) AS query}.
   *
   * @param columns new names for the query's columns; empty to keep them
   */
  record CreateView(
      SqlParserPos position,
      boolean orReplace,
      boolean ifNotExists,
      SqlIdentifier name,
      List<SqlIdentifier> columns,
      SqlNode query)
      implements ParsedStatement {
    public CreateView {
      columns = List.copyOf(columns);
    }
  }

  /** {@code CREATE MATERIALIZED VIEW name (columns) AS query}; as {@link CreateView}. */
  record CreateMaterializedView(
      SqlParserPos position,
      boolean orReplace,
      boolean ifNotExists,
      SqlIdentifier name,
      List<SqlIdentifier> columns,
      Query query)
      implements ParsedStatement {
    public CreateMaterializedView {
      columns = List.copyOf(columns);
    }
  }

  /** {@code CREATE FUNCTION name AS 'class' LANGUAGE … USING JAR '…'}. */
  record CreateFunction(
      SqlParserPos position,
      boolean orReplace,
      boolean ifNotExists,
      SqlIdentifier name,
      SqlNode className,
      Optional<SqlIdentifier> language,
      Optional<SqlNode> jar)
      implements ParsedStatement {}

  record DropFunction(SqlParserPos position, SqlIdentifier name, boolean ifExists)
      implements ParsedStatement {}

  /** {@code SHOW [USER] FUNCTIONS}. */
  record ShowFunctions(SqlParserPos position, boolean userOnly) implements ParsedStatement {}

  record Drop(
      SqlParserPos position,
      ObjectKind kind,
      SqlIdentifier name,
      boolean ifExists,
      DropBehavior behavior)
      implements ParsedStatement {}

  record Query(SqlNode query, EmitMode emit, Optional<SqlParserPos> emitPosition)
      implements ParsedStatement {
    @Override
    public SqlParserPos position() {
      return query.getParserPosition();
    }
  }

  /**
   * {@code INSERT INTO target (columns) query}.
   *
   * @param columns the target's columns that the query fills, in its order; empty for all of them
   */
  record Insert(
      SqlParserPos position, SqlIdentifier target, List<SqlIdentifier> columns, Query query)
      implements ParsedStatement {
    public Insert {
      columns = List.copyOf(columns);
    }
  }

  /** Several inserts as one job. */
  record StatementSet(SqlParserPos position, List<Insert> inserts) implements ParsedStatement {
    public StatementSet {
      inserts = List.copyOf(inserts);
    }
  }

  /** {@code PAUSE | RESUME | STOP JOB name}. */
  record JobCommand(SqlParserPos position, JobAction action, String name)
      implements ParsedStatement {}

  record ShowJobs(SqlParserPos position) implements ParsedStatement {}

  /** {@code EXPLAIN name} of a job or materialized view. */
  record ExplainJob(SqlParserPos position, SqlIdentifier name) implements ParsedStatement {}

  record Explain(SqlParserPos position, ExplainLevel level, ParsedStatement statement)
      implements ParsedStatement {}

  record Show(SqlParserPos position, ObjectKind kind) implements ParsedStatement {}

  record ShowCreate(SqlParserPos position, ObjectKind kind, SqlIdentifier name)
      implements ParsedStatement {}

  record Describe(SqlParserPos position, SqlIdentifier name) implements ParsedStatement {}

  /** {@code SET key = value}; both empty to list all settings. */
  record Set(SqlParserPos position, Optional<String> key, Optional<String> value)
      implements ParsedStatement {}

  /** {@code RESET key}; empty to reset all. */
  record Reset(SqlParserPos position, Optional<String> key) implements ParsedStatement {}

  /** Understood, and not run by this version. */
  record Later(SqlParserPos position, Feature feature) implements ParsedStatement {}
}
