package io.rheo.sql.catalog;

import io.rheo.sql.parse.ObjectKind;
import io.rheo.sql.text.SqlText;
import java.util.List;
import java.util.Set;

/**
 * A query with a name. It is expanded where it is used, so it follows changes of what it reads.
 *
 * @param columnNames the names of its columns, in order
 * @param timeAttributes those of them that are event time attributes
 * @param reads the tables and views that its query reads, through other views as well
 * @param querySql the query as written
 * @param text the statement that declared it
 */
public record ViewDefinition(
    String name,
    List<String> columnNames,
    Set<String> timeAttributes,
    Set<String> reads,
    String querySql,
    SqlText text)
    implements CatalogObject {
  public ViewDefinition {
    columnNames = List.copyOf(columnNames);
    timeAttributes = Set.copyOf(timeAttributes);
    reads = Set.copyOf(reads);
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.VIEW;
  }

  /** The {@code CREATE VIEW} statement for this view. */
  public String createStatement() {
    String columns = String.join(", ", columnNames.stream().map(Names::quoteIfNeeded).toList());
    return "CREATE VIEW " + Names.quoteIfNeeded(name) + " (" + columns + ") AS\n" + querySql;
  }
}
