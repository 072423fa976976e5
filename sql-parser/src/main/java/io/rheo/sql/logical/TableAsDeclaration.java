package io.rheo.sql.logical;

import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.catalog.RheoTypes;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.parse.ParsedStatement;
import io.rheo.sql.parse.TableElement;
import io.rheo.sql.text.SqlText;
import io.rheo.sql.validate.QueryScope;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Checks a {@code CREATE TABLE … AS}: the table has the columns of the query, and after them what
 * its declaration adds. A declared column with the name of one of the query's gives that its type.
 */
public final class TableAsDeclaration {
  private final SqlText text;
  private final ParsedStatement.CreateTable create;
  private final Catalog catalog;

  public TableAsDeclaration(SqlText text, ParsedStatement.CreateTable create, Catalog catalog) {
    this.text = text;
    this.create = create;
    this.catalog = catalog;
  }

  /** A table and the plan of the query that fills it. */
  public record Declared(TableDefinition table, LogicalQuery query) {}

  /**
   * The table as declared.
   *
   * @throws io.rheo.sql.error.SqlError if its query is wrong or does not fit what is declared
   */
  public Declared check() {
    ParsedStatement.Query query = create.query().orElseThrow();
    NoParameters.check(
        text,
        query,
        "the query of CREATE TABLE … AS",
        "write the values into the query, or create the table and INSERT INTO it");
    LogicalPlanner.Converted converted = newPlanner().convert(text, query);
    List<SqlIdentifier> names =
        converted.columnNames().stream()
            .map(name -> new SqlIdentifier(name, create.name().getParserPosition()))
            .toList();
    TableDefinition table = new TableDeclaration(text, complete(names, converted), catalog).check();
    ParsedStatement.Insert insert =
        new ParsedStatement.Insert(create.position(), create.name(), names, query);
    return new Declared(table, newPlanner().plan(text, insert, table));
  }

  private LogicalPlanner newPlanner() {
    return new LogicalPlanner(catalog, new QueryScope(catalog));
  }

  /** The declaration with the columns of the query. */
  private ParsedStatement.CreateTable complete(
      List<SqlIdentifier> names, LogicalPlanner.Converted query) {
    List<TableElement> declared = new ArrayList<>(create.elements());
    List<TableElement> elements = new ArrayList<>();
    List<RelDataTypeField> fields = query.rel().getRowType().getFieldList();
    for (int i = 0; i < names.size(); i++) {
      SqlIdentifier name = names.get(i);
      int at = physical(declared, name.getSimple());
      elements.add(
          at >= 0
              ? declared.remove(at)
              : new TableElement.OfQuery(name, storable(fields.get(i).getType())));
    }
    elements.addAll(declared);
    return new ParsedStatement.CreateTable(
        create.position(),
        create.orReplace(),
        create.ifNotExists(),
        create.name(),
        elements,
        create.options(),
        create.comment(),
        create.query());
  }

  private static int physical(List<TableElement> elements, String name) {
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof TableElement.Physical column
          && column.name().getSimple().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /** A column of nothing but NULL is a text. */
  private static RelDataType storable(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.NULL
        ? RheoTypes.nullable(SqlTypeName.VARCHAR)
        : type;
  }
}
