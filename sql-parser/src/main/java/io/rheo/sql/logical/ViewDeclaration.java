package io.rheo.sql.logical;

import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.catalog.ViewDefinition;
import io.rheo.sql.parse.EmitMode;
import io.rheo.sql.parse.ParsedStatement;
import io.rheo.sql.parse.Positions;
import io.rheo.sql.text.SqlText;
import io.rheo.sql.validate.QueryScope;
import java.util.Optional;

/** Checks a {@code CREATE VIEW}: its query, and the names of its columns. */
public final class ViewDeclaration {
  private final SqlText text;
  private final ParsedStatement.CreateView create;
  private final Catalog catalog;

  public ViewDeclaration(SqlText text, ParsedStatement.CreateView create, Catalog catalog) {
    this.text = text;
    this.create = create;
    this.catalog = catalog;
  }

  /**
   * The view as declared.
   *
   * @throws io.rheo.sql.error.SqlError if its query or the names of its columns are wrong
   */
  public ViewDefinition check() {
    String name = SimpleNames.of(text, create.name());
    QueryScope scope = new QueryScope(catalog);
    LogicalPlanner planner = new LogicalPlanner(catalog, scope);
    ParsedStatement.Query written =
        new ParsedStatement.Query(create.query(), EmitMode.DEFAULT, Optional.empty());
    NoParameters.check(text, written, "a view", "write the values into the query");
    LogicalPlanner.Converted query = planner.convert(text, written);
    ViewColumns columns = ViewColumns.of(text, create.name(), create.columns(), query);
    ViewDefinition view =
        new ViewDefinition(
            name,
            columns.names(),
            columns.timeAttributes(),
            planner.reads(),
            Positions.substring(text, create.query()),
            text);
    new QueryScope(catalog).with(view).validate(view); // finds a view that reads itself
    return view;
  }
}
