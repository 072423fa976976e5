package io.rheo.sql.logical;

import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.catalog.ViewDefinition;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.parse.EmitMode;
import io.rheo.sql.parse.ParsedStatement;
import io.rheo.sql.parse.Positions;
import io.rheo.sql.text.SqlText;
import io.rheo.sql.validate.QueryScope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;

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
    LogicalPlanner.Converted query =
        new LogicalPlanner(catalog, scope)
            .convert(
                text,
                new ParsedStatement.Query(create.query(), EmitMode.DEFAULT, Optional.empty()));
    List<String> columns = columnNames(query.columnNames());
    ViewDefinition view =
        new ViewDefinition(name, columns, timeAttributes(query, columns), querySql(), text);
    new QueryScope(catalog).with(view).validate(view); // finds a view that reads itself
    return view;
  }

  private List<String> columnNames(List<String> ofQuery) {
    if (create.columns().isEmpty()) {
      checkUnique(ofQuery);
      return ofQuery;
    }
    if (create.columns().size() != ofQuery.size()) {
      throw Positions.error(
              text,
              create.columns().get(0),
              ErrorCode.COLUMN_COUNT,
              create.columns().size() + " names for " + ofQuery.size() + " columns")
          .fix("name each column of the query: " + String.join(", ", ofQuery));
    }
    List<String> names = create.columns().stream().map(SqlIdentifier::getSimple).toList();
    checkUnique(names);
    return names;
  }

  private void checkUnique(List<String> names) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : names) {
      if (!seen.add(name)) {
        throw Positions.error(
                text,
                create.name(),
                ErrorCode.COLUMN_TWICE,
                "the view would have two columns '" + name + "'")
            .fix("rename one of them with AS");
      }
    }
  }

  private static Set<String> timeAttributes(LogicalPlanner.Converted query, List<String> columns) {
    ImmutableBitSet times = TimeAttributes.ofEventTime(query.rel());
    Set<String> names = new LinkedHashSet<>();
    times.forEach(i -> names.add(columns.get(i)));
    return names;
  }

  private String querySql() {
    SqlParserPos position = create.query().getParserPosition();
    return text.substring(
        position.getLineNum(),
        position.getColumnNum(),
        position.getEndLineNum(),
        position.getEndColumnNum());
  }
}
