package io.rheo.engine.exec;

import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.Connectors;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.stored.StoredTables;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.ScanAbilities;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.planner.KeptView;
import io.rheo.engine.planner.TableSources;
import io.rheo.engine.planner.Tables;
import io.rheo.sql.catalog.Column;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The way from a table to its connector, or to the rows that Rheo stores itself. */
public final class TableAccess implements TableSources {
  private final List<Connector> connectors;
  private final StoredTables stored;
  private final Function<String, PhysicalNode> views;
  private final boolean storedBounded;
  private final boolean repeatedEvents;

  /**
   * Access for one session.
   *
   * @param connectors found by their names before those that Rheo brings along
   * @param views what each materialized view keeps
   * @param storedBounded whether reading a stored table ends with the rows that are there; and
   *     reading a view with what is there for it
   * @param repeatedEvents whether sources of changes may hand out a change again: of a table with a
   *     primary key the last row of each key counts then
   */
  public TableAccess(
      List<Connector> connectors,
      StoredTables stored,
      Function<String, PhysicalNode> views,
      boolean storedBounded,
      boolean repeatedEvents) {
    this.connectors = connectors;
    this.stored = stored;
    this.views = views;
    this.storedBounded = storedBounded;
    this.repeatedEvents = repeatedEvents;
  }

  /** Fails with a {@code SqlError} if the table can neither be read nor written as declared. */
  public void check(TableDefinition table) {
    if (isStored(table.options())) {
      return;
    }
    try {
      source(table);
    } catch (SqlError asSource) {
      try {
        sink(table);
      } catch (SqlError asSink) {
        asSource.addSuppressed(asSink);
        throw asSource;
      }
    }
  }

  @Override
  public boolean bounded(TableDefinition table) {
    return source(table).bounded();
  }

  @Override
  public KeptView view(String name) {
    PhysicalNode query = views.apply(name);
    return new KeptView(
        query, storedBounded ? KeptView.ends(query) : query.traits().bounded(), storedBounded);
  }

  @Override
  public ChangelogMode changelogMode(TableDefinition table) {
    ChangelogMode mode = source(table).changelogMode();
    boolean isRepeated =
        repeatedEvents && mode == ChangelogMode.RETRACT && !table.primaryKey().isEmpty();
    return isRepeated ? ChangelogMode.UPSERT : mode;
  }

  private Source source(TableDefinition table) {
    TableSpec spec = Tables.spec(table);
    SourceRequest everything =
        new SourceRequest(
            spec,
            IntStream.range(0, spec.columns().size()).boxed().toList(),
            Tables.metadata(table),
            Tables.readType(table));
    return located(table, () -> source(everything));
  }

  /** The source of a scan. */
  Source source(PhysicalNode.Scan scan) {
    return source(
        new SourceRequest(
            scan.table(),
            scan.physical(),
            scan.metadata(),
            scan.rowType(),
            scan.members(),
            scan.filter()));
  }

  @Override
  public ScanAbilities abilities(TableSpec table) {
    List<Integer> columns = IntStream.range(0, table.columns().size()).boxed().toList();
    return source(new SourceRequest(table, columns, List.of(), table.columns())).abilities();
  }

  private Source source(SourceRequest request) {
    return isStored(request.table().options())
        ? stored.source(request, storedBounded)
        : connector(request.table()).source(request);
  }

  /** The table as a sink. Fails with a {@code SqlError} if it cannot be written. */
  public Sink sink(TableDefinition table) {
    for (Column column : table.persistedColumns()) {
      if (column instanceof Column.Metadata) {
        throw SqlError.of(
                ErrorCode.NOT_YET, "metadata column '" + column.name() + "' cannot be written")
            .why("this version fills metadata columns only when it reads")
            .fix("declare it VIRTUAL, so that INSERT leaves it out");
      }
    }
    return located(
        table,
        () ->
            isStored(table.options())
                ? stored.sink(Tables.spec(table))
                : connector(Tables.spec(table)).sink(Tables.spec(table)));
  }

  private Connector connector(TableSpec table) {
    return connectors.stream()
        .filter(connector -> connector.name().equals(table.options().get("connector")))
        .findFirst()
        .orElseGet(() -> Connectors.require(table));
  }

  private static boolean isStored(java.util.Map<String, String> options) {
    return options.isEmpty();
  }

  private static <T> T located(TableDefinition table, Supplier<T> supplier) {
    try {
      return supplier.get();
    } catch (OptionException e) {
      throw sqlError(table, e).causedBy(e);
    }
  }

  /** What is missing may be there, misspelt. */
  private static SqlError missing(TableDefinition table, OptionException e) {
    return Suggestions.nearest(e.key(), table.options().keySet())
        .map(
            typo ->
                table.error(
                    ErrorCode.OPTION_UNKNOWN,
                    typo,
                    "unknown option '" + typo + "'",
                    e.getMessage(),
                    "did you mean '" + e.key() + "'?"))
        .orElseGet(
            () ->
                SqlError.of(ErrorCode.OPTION_MISSING, e.getMessage())
                    .why(e.why())
                    .fix(e.fix())
                    .in(table.text().source()));
  }

  private static SqlError sqlError(TableDefinition table, OptionException e) {
    return switch (e.kind()) {
      case MISSING -> missing(table, e);
      case UNKNOWN ->
          table.error(ErrorCode.OPTION_UNKNOWN, e.key(), e.getMessage(), e.why(), e.fix());
      case INVALID ->
          table.valueError(ErrorCode.OPTION_VALUE, e.key(), e.getMessage(), e.why(), e.fix());
    };
  }
}
