package io.rheo.sql.logical;

import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.catalog.MaterializedView;
import io.rheo.sql.catalog.RheoTypes;
import io.rheo.sql.parse.ParsedStatement;
import io.rheo.sql.parse.Positions;
import io.rheo.sql.text.SqlText;
import io.rheo.sql.validate.QueryScope;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/** Checks a {@code CREATE MATERIALIZED VIEW} and plans its query. */
public final class MaterializedViewDeclaration {
  private final SqlText text;
  private final ParsedStatement.CreateMaterializedView create;
  private final Catalog catalog;

  public MaterializedViewDeclaration(
      SqlText text, ParsedStatement.CreateMaterializedView create, Catalog catalog) {
    this.text = text;
    this.create = create;
    this.catalog = catalog;
  }

  /** A view and the plan of its query. */
  public record Declared(MaterializedView view, LogicalQuery query) {}

  /**
   * The view as declared.
   *
   * @throws io.rheo.sql.error.SqlError if its query or the names of its columns are wrong
   */
  public Declared check() {
    String name = SimpleNames.of(text, create.name());
    NoParameters.check(
        text, create.query(), "a materialized view", "write the values into the query");
    LogicalPlanner planner = new LogicalPlanner(catalog, new QueryScope(catalog));
    LogicalPlanner.Converted query = planner.convert(text, create.query());
    ViewColumns columns = ViewColumns.of(text, create.name(), create.columns(), query);
    LogicalQuery plan = query.finish(withoutOrder(query.rel()));
    MaterializedView view =
        new MaterializedView(
            name,
            rowType(query.rel().getRowType(), columns.names()),
            columns.timeAttributes(),
            planner.reads(),
            Positions.substring(text, create.query().query()),
            text);
    return new Declared(view, plan.withColumnNames(columns.names()));
  }

  /** The rows of a view are in no order: what only sorts them is left out. */
  private static RelNode withoutOrder(RelNode rel) {
    if (rel instanceof Sort sort && sort.fetch == null && sort.offset == null) {
      return sort.getInput();
    }
    if (rel instanceof Project project) {
      RelNode input = withoutOrder(project.getInput());
      return input == project.getInput() ? rel : project.copy(rel.getTraitSet(), List.of(input));
    }
    return rel;
  }

  private static RelDataType rowType(RelDataType ofQuery, List<String> names) {
    RelDataTypeFactory.Builder builder = RheoTypes.FACTORY.builder();
    for (int i = 0; i < names.size(); i++) {
      builder.add(names.get(i), ofQuery.getFieldList().get(i).getType());
    }
    return builder.build();
  }
}
