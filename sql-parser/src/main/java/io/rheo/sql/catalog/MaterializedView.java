package io.rheo.sql.catalog;

import io.rheo.sql.parse.ObjectKind;
import io.rheo.sql.text.SqlText;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A query whose result is kept up to date. Its columns, and what its query means, are fixed when it
 * is created: what is replaced later does not change it.
 *
 * @param timeAttributes those of its columns that are event time attributes
 * @param reads the tables and views that its query reads, through other views as well
 * @param querySql the query as written
 * @param text the statement that declared it
 */
public record MaterializedView(
    String name,
    RelDataType rowType,
    Set<String> timeAttributes,
    Set<String> reads,
    String querySql,
    SqlText text)
    implements CatalogObject {
  public MaterializedView {
    timeAttributes = Set.copyOf(timeAttributes);
    reads = Set.copyOf(reads);
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.MATERIALIZED_VIEW;
  }

  public List<String> columnNames() {
    return rowType.getFieldNames();
  }

  /** The {@code CREATE MATERIALIZED VIEW} statement for this view. */
  public String createStatement() {
    String columns = String.join(", ", columnNames().stream().map(Names::quoteIfNeeded).toList());
    return "CREATE MATERIALIZED VIEW "
        + Names.quoteIfNeeded(name)
        + " ("
        + columns
        + ") AS\n"
        + querySql;
  }
}
