package io.rheo.engine;

import io.rheo.engine.planner.Tables;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.RowType;
import io.rheo.sql.Statement;
import io.rheo.sql.catalog.Names;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.catalog.ViewDefinition;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.logical.LogicalQuery;
import io.rheo.sql.text.SqlText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The session of one client: a small step from each statement to whoever does the work. */
final class EngineSession implements Session {
  private final Engine engine;
  private final Settings settings = new Settings();
  private final Set<QueryCursor> cursors = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  EngineSession(Engine engine) {
    this.engine = engine;
  }

  @Override
  public PreparedStatement prepare(String sql) {
    Statement statement = analyze(sql);
    if (statement instanceof Statement.Query query) {
      QueryShape shape = queries().shape(query.query());
      return prepared(
          sql,
          statement,
          Optional.of(shape.rowType()),
          shape.updating(),
          query.query(),
          shape.warnings());
    } else if (statement instanceof Statement.Insert insert) {
      List<String> warnings = inserts().check(insert);
      return prepared(sql, statement, Optional.empty(), false, insert.query(), warnings);
    } else {
      List<String> warnings = check(statement);
      Optional<RowType> columns = StatementColumns.of(statement);
      return new PreparedStatement(sql, statement, columns, false, List.of(), warnings);
    }
  }

  private List<String> check(Statement statement) {
    if (statement instanceof Statement.StatementSet set) {
      return set.inserts().stream().flatMap(insert -> inserts().check(insert).stream()).toList();
    } else if (statement instanceof Statement.CreateTableAs create) {
      return inserts().check(insert(create));
    } else if (statement instanceof Statement.CreateMaterializedView create) {
      return views().check(create);
    }
    return List.of();
  }

  private Statement analyze(String sql) {
    try {
      return engine.frontEnd().analyze(SqlText.of("", sql), engine.catalog());
    } catch (StackOverflowError e) {
      throw SqlError.of(ErrorCode.NOT_SUPPORTED, "the statement is nested too deeply")
          .why("parsing and planning go down one level for each operator of a chain of them")
          .fix("write IN (…) instead of a long chain of OR, or split the statement by views")
          .causedBy(e);
    }
  }

  private static PreparedStatement prepared(
      String sql,
      Statement statement,
      Optional<RowType> columns,
      boolean updating,
      LogicalQuery query,
      List<String> warnings) {
    return new PreparedStatement(
        sql,
        statement,
        columns,
        updating,
        query.parameterTypes().stream().map(DataTypes::of).toList(),
        warnings);
  }

  @Override
  public StatementResult execute(Prepared prepared, List<Object> parameters) {
    Statement statement = ((PreparedStatement) prepared).statement();
    if (statement instanceof Statement.Query query) {
      return new StatementResult.Rows(open(query.query(), parameters));
    } else if (statement instanceof Statement.Insert insert) {
      return inserts().insert(insert, parameters);
    } else if (statement instanceof Statement.StatementSet set) {
      return inserts().insertAll(set);
    } else if (statement instanceof Statement.CreateTableAs create) {
      return createTableAs(create);
    } else if (statement instanceof Statement.CreateTable create) {
      return createTable(create);
    } else if (statement instanceof Statement.CreateView create) {
      return createView(create);
    } else if (statement instanceof Statement.CreateMaterializedView create) {
      return views().create(create);
    } else if (statement instanceof Statement.CreateFunction create) {
      return functions().create(create);
    } else if (statement instanceof Statement.DropFunction drop) {
      return functions().drop(drop);
    } else if (statement instanceof Statement.ShowFunctions show) {
      return functions().show(show);
    } else if (statement instanceof Statement.Drop drop) {
      return views().drop(drop);
    } else if (statement instanceof Statement.Explain explain) {
      return explain(explain);
    } else if (statement instanceof Statement.ShowJobs) {
      return jobs().show();
    } else if (statement instanceof Statement.JobCommand command) {
      return jobs().run(command);
    } else if (statement instanceof Statement.ExplainJob explain) {
      return jobs().explain(explain);
    } else if (statement instanceof Statement.Show show) {
      return descriptions().show(show.kind());
    } else if (statement instanceof Statement.ShowCreate show) {
      return descriptions().showCreate(show.kind(), show.name());
    } else if (statement instanceof Statement.Describe describe) {
      return descriptions().describe(describe.name());
    } else if (statement instanceof Statement.Set set) {
      return set(set);
    } else {
      Statement.Reset reset = (Statement.Reset) statement;
      settings.reset(reset.key());
      return new StatementResult.Done(0, reset.key().map(k -> "reset '" + k + "'").orElse("reset"));
    }
  }

  private QueryCursor open(LogicalQuery query, List<Object> parameters) {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
    QueryCursor cursor = queries().open(query, parameters, cursors::remove);
    cursors.add(cursor);
    return cursor;
  }

  @Override
  public long[] executeBatch(Prepared prepared, List<List<Object>> parameters) {
    Statement statement = ((PreparedStatement) prepared).statement();
    if (statement instanceof Statement.Insert insert) {
      return inserts().insertAll(insert, parameters);
    }
    throw new IllegalArgumentException("only INSERT can be run in a batch");
  }

  private StatementResult createTable(Statement.CreateTable create) {
    TableDefinition table = create.table();
    try {
      queries().tables().check(table);
    } catch (SqlError e) {
      throw e.in(create.text().source());
    }
    if (create.orReplace()) {
      views().checkUnread(table.name(), "replaced");
    }
    boolean created = engine.catalog().create(table, create.orReplace(), create.ifNotExists());
    if (created && create.orReplace()) {
      engine.forgetRows(table.name());
    }
    return done(created ? "table '%s' created" : "table '%s' exists already", table.name());
  }

  /** The table is there only if its query can be run. */
  private StatementResult createTableAs(Statement.CreateTableAs create) {
    Statement.Insert insert = insert(create);
    inserts().check(insert);
    boolean exists = engine.catalog().find(insert.target().name()).isPresent();
    StatementResult created = createTable(create.create());
    return exists && create.create().ifNotExists() ? created : inserts().insert(insert, List.of());
  }

  private static Statement.Insert insert(Statement.CreateTableAs create) {
    return new Statement.Insert(create.text(), create.create().table(), create.query());
  }

  private StatementResult createView(Statement.CreateView create) {
    ViewDefinition view = create.view();
    boolean created = engine.catalog().create(view, create.orReplace(), create.ifNotExists());
    return done(created ? "view '%s' created" : "view '%s' exists already", view.name());
  }

  private static StatementResult done(String message, String name) {
    return new StatementResult.Done(0, String.format(Locale.ROOT, message, name));
  }

  private StatementResult set(Statement.Set set) {
    if (set.key().isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      settings.all().forEach((key, value) -> rows.add(List.of(key, value)));
      return StaticCursor.of(StatementColumns.SETTINGS, rows);
    }
    try {
      return new StatementResult.Done(0, settings.set(set.key().get(), set.value().orElseThrow()));
    } catch (SqlError e) {
      throw e.in(set.text().source());
    }
  }

  private StatementResult explain(Statement.Explain explain) {
    return new Explanations(queries(), inserts()).of(explain);
  }

  private Queries queries() {
    return new Queries(engine, settings);
  }

  private Inserts inserts() {
    return new Inserts(engine, settings);
  }

  private ViewStatements views() {
    return new ViewStatements(engine, queries());
  }

  private JobStatements jobs() {
    return new JobStatements(engine.jobs());
  }

  private FunctionStatements functions() {
    return new FunctionStatements(engine.catalog(), engine.jars());
  }

  private Descriptions descriptions() {
    return new Descriptions(engine.catalog(), this::viewColumns);
  }

  /** The columns of a view as its query gives them now. */
  private RowType viewColumns(ViewDefinition view) {
    SqlText text =
        SqlText.of("view " + view.name(), "SELECT * FROM " + Names.quoteIfNeeded(view.name()));
    Statement.Query query = (Statement.Query) engine.frontEnd().analyze(text, engine.catalog());
    return Tables.resultType(query.query());
  }

  @Override
  public List<TableInfo> tables() {
    return descriptions().tables();
  }

  @Override
  public Map<String, String> settings() {
    return Collections.unmodifiableMap(settings.all());
  }

  @Override
  public void close() {
    cancelAll();
  }

  /** How far each of the session's queries is. */
  List<QueryProgress> running() {
    return cursors.stream().map(QueryCursor::progress).toList();
  }

  /** Closes the session; what is returned waits for the end of its queries. */
  List<Engine.Ending> cancelAll() {
    closed = true;
    List<Engine.Ending> endings = new ArrayList<>();
    for (QueryCursor cursor : cursors) {
      endings.add(cursor::awaitEnd);
      cursor.close();
    }
    engine.forget(this);
    return endings;
  }
}
