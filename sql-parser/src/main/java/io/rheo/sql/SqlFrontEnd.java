package io.rheo.sql;

import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.catalog.CatalogObject;
import io.rheo.sql.catalog.FunctionDefinition;
import io.rheo.sql.catalog.MaterializedView;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.catalog.ViewDefinition;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.logical.LogicalPlanner;
import io.rheo.sql.logical.MaterializedViewDeclaration;
import io.rheo.sql.logical.NoParameters;
import io.rheo.sql.logical.SimpleNames;
import io.rheo.sql.logical.TableAsDeclaration;
import io.rheo.sql.logical.TableDeclaration;
import io.rheo.sql.logical.ViewDeclaration;
import io.rheo.sql.parse.Keywords;
import io.rheo.sql.parse.ObjectKind;
import io.rheo.sql.parse.ParsedStatement;
import io.rheo.sql.parse.Positions;
import io.rheo.sql.parse.StatementParser;
import io.rheo.sql.text.SqlText;
import io.rheo.sql.validate.QueryScope;
import io.rheo.sql.validate.RheoOperators;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlIdentifier;

/**
 * SQL text to statements that can be run. It reads the catalog and never changes it. Thread-safe.
 */
public final class SqlFrontEnd {
  /**
   * Parses, checks and plans one statement.
   *
   * @param catalog what the statement can refer to
   * @throws SqlError with a place in the user's file if the statement is wrong
   */
  public Statement analyze(SqlText text, Catalog catalog) {
    ParsedStatement parsed = StatementParser.parse(text);
    try {
      return analyze(text, parsed, catalog);
    } catch (SqlError e) {
      throw e.at(text.source(), Positions.of(text, parsed.position()));
    }
  }

  private Statement analyze(SqlText text, ParsedStatement parsed, Catalog catalog) {
    if (parsed instanceof ParsedStatement.Query query) {
      return new Statement.Query(text, planner(catalog).plan(text, query));
    }
    if (parsed instanceof ParsedStatement.Insert insert) {
      TableDefinition target = target(text, insert, catalog);
      return new Statement.Insert(text, target, planner(catalog).plan(text, insert, target));
    }
    if (parsed instanceof ParsedStatement.StatementSet set) {
      return statementSet(text, set, catalog);
    }
    if (parsed instanceof ParsedStatement.CreateTable create && create.query().isPresent()) {
      return createTableAs(text, create, catalog);
    }
    if (parsed instanceof ParsedStatement.CreateMaterializedView create) {
      var declared = new MaterializedViewDeclaration(text, create, catalog).check();
      MaterializedView view = declared.view();
      checkName(text, create.name(), catalog, view, create.orReplace(), create.ifNotExists());
      return new Statement.CreateMaterializedView(
          text, view, declared.query(), create.orReplace(), create.ifNotExists());
    }
    if (parsed instanceof ParsedStatement.CreateTable create) {
      TableDefinition table = new TableDeclaration(text, create, catalog).check();
      checkName(text, create.name(), catalog, table, create.orReplace(), create.ifNotExists());
      return new Statement.CreateTable(text, table, create.orReplace(), create.ifNotExists());
    }
    if (parsed instanceof ParsedStatement.CreateView create) {
      ViewDefinition view = new ViewDeclaration(text, create, catalog).check();
      checkName(text, create.name(), catalog, view, create.orReplace(), create.ifNotExists());
      return new Statement.CreateView(text, view, create.orReplace(), create.ifNotExists());
    }
    if (parsed instanceof ParsedStatement.CreateFunction create) {
      return FunctionStatements.create(text, create, catalog);
    }
    if (parsed instanceof ParsedStatement.Explain explain) {
      return explain(text, explain, catalog);
    }
    if (parsed instanceof ParsedStatement.Later later) {
      throw Positions.error(
              text,
              later.position(),
              ErrorCode.NOT_YET,
              later.feature().subject() + " is not supported yet")
          .fix(later.feature().advice());
    }
    return simple(text, parsed, catalog);
  }

  private Statement statementSet(SqlText text, ParsedStatement.StatementSet set, Catalog catalog) {
    for (ParsedStatement.Insert insert : set.inserts()) {
      NoParameters.check(
          text, insert.query(), "a statement set", "write the values into its statements");
    }
    List<Statement.Insert> inserts =
        set.inserts().stream()
            .map(insert -> (Statement.Insert) analyze(text, insert, catalog))
            .toList();
    return new Statement.StatementSet(text, inserts);
  }

  private Statement explain(SqlText text, ParsedStatement.Explain explain, Catalog catalog) {
    ParsedStatement parsed = explain.statement();
    boolean hasPlan =
        parsed instanceof ParsedStatement.Query
            || parsed instanceof ParsedStatement.Insert
            || parsed instanceof ParsedStatement.StatementSet
            || parsed instanceof ParsedStatement.CreateMaterializedView
            || (parsed instanceof ParsedStatement.CreateTable create && create.query().isPresent());
    if (!hasPlan) {
      throw Positions.error(
              text, parsed.position(), ErrorCode.NOT_SUPPORTED, "this statement has no plan")
          .why("it changes the catalog and reads no rows")
          .fix("explain a query, an INSERT, a statement set or a materialized view");
    }
    return new Statement.Explain(text, explain.level(), analyze(text, parsed, catalog));
  }

  private static Statement createTableAs(
      SqlText text, ParsedStatement.CreateTable create, Catalog catalog) {
    var declared = new TableAsDeclaration(text, create, catalog).check();
    TableDefinition table = declared.table();
    checkName(text, create.name(), catalog, table, create.orReplace(), create.ifNotExists());
    return new Statement.CreateTableAs(
        text,
        new Statement.CreateTable(text, table, create.orReplace(), create.ifNotExists()),
        declared.query());
  }

  private static Statement simple(SqlText text, ParsedStatement parsed, Catalog catalog) {
    if (parsed instanceof ParsedStatement.Drop drop) {
      String name = simpleName(text, drop.name());
      if (!drop.ifExists()) {
        at(text, drop.name(), () -> catalog.require(drop.kind(), name));
      }
      return new Statement.Drop(
          text,
          drop.kind(),
          name,
          Positions.of(text, drop.name().getParserPosition()),
          drop.ifExists(),
          drop.behavior());
    }
    if (parsed instanceof ParsedStatement.DropFunction drop) {
      return FunctionStatements.drop(text, drop, catalog);
    }
    if (parsed instanceof ParsedStatement.ShowFunctions show) {
      return new Statement.ShowFunctions(text, show.userOnly());
    }
    if (parsed instanceof ParsedStatement.ShowCreate show) {
      String name = simpleName(text, show.name());
      at(text, show.name(), () -> catalog.require(show.kind(), name));
      return new Statement.ShowCreate(text, show.kind(), name);
    }
    if (parsed instanceof ParsedStatement.Describe describe) {
      String name = simpleName(text, describe.name());
      at(text, describe.name(), () -> catalog.require(name));
      return new Statement.Describe(text, name);
    }
    if (parsed instanceof ParsedStatement.Show show) {
      return new Statement.Show(text, show.kind());
    }
    if (parsed instanceof ParsedStatement.ShowJobs) {
      return new Statement.ShowJobs(text);
    }
    if (parsed instanceof ParsedStatement.JobCommand command) {
      return new Statement.JobCommand(
          text, command.action(), command.name(), Positions.of(text, command.position()));
    }
    if (parsed instanceof ParsedStatement.ExplainJob explain) {
      return new Statement.ExplainJob(
          text,
          simpleName(text, explain.name()),
          Positions.of(text, explain.name().getParserPosition()));
    }
    if (parsed instanceof ParsedStatement.Set set) {
      return new Statement.Set(text, set.key(), set.value());
    }
    if (parsed instanceof ParsedStatement.Reset reset) {
      return new Statement.Reset(text, reset.key());
    }
    throw new IllegalStateException("not a statement: " + parsed);
  }

  private static void checkName(
      SqlText text,
      SqlIdentifier name,
      Catalog catalog,
      CatalogObject object,
      boolean orReplace,
      boolean ifNotExists) {
    at(
        text,
        name,
        () -> {
          catalog.checkCreate(object, orReplace, ifNotExists);
          return object;
        });
  }

  private static TableDefinition target(
      SqlText text, ParsedStatement.Insert insert, Catalog catalog) {
    String name = simpleName(text, insert.target());
    return (TableDefinition)
        at(text, insert.target(), () -> catalog.require(ObjectKind.TABLE, name));
  }

  private static <T> T at(SqlText text, SqlIdentifier name, Supplier<T> lookup) {
    try {
      return lookup.get();
    } catch (SqlError e) {
      throw e.at(text.source(), Positions.of(text, name.getParserPosition()));
    }
  }

  private static String simpleName(SqlText text, SqlIdentifier name) {
    return SimpleNames.of(text, name);
  }

  private static LogicalPlanner planner(Catalog catalog) {
    return new LogicalPlanner(catalog, new QueryScope(catalog));
  }

  /**
   * Checks the types that a function's class names.
   *
   * @throws SqlError at the class, if one of them is no type
   */
  public static void check(FunctionDefinition function, Statement.CreateFunction create) {
    try {
      new QueryScope(new Catalog()).check(function);
    } catch (SqlError e) {
      throw e.at(create.text().source(), create.className().position());
    }
  }

  /** The words of the grammar, sorted, in capitals: for completion and highlighting. */
  public static List<String> keywords() {
    return Keywords.all();
  }

  /** The names of the functions that queries can call, sorted, in capitals. */
  public static Set<String> functionNames() {
    return RheoOperators.instance().functionNames();
  }

  /** Loads and initialises what the first statement would otherwise wait for. */
  public static void warmUp() {
    SqlFrontEnd frontEnd = new SqlFrontEnd();
    Catalog catalog = new Catalog();
    String table =
        "CREATE TABLE t (k VARCHAR, v DOUBLE, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5'"
            + " SECOND)";
    String query =
        "SELECT k, window_end, AVG(v) FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '1' SECOND,"
            + " INTERVAL '10' SECOND)) WHERE v > 1 GROUP BY k, window_start, window_end";
    if (frontEnd.analyze(SqlText.of("", table), catalog) instanceof Statement.CreateTable create) {
      catalog.create(create.table(), false, false);
    }
    frontEnd.analyze(SqlText.of("", query), catalog);
  }
}
