package io.rheo.sql.logical;

import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.catalog.Column;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.parse.EmitMode;
import io.rheo.sql.parse.ParsedStatement;
import io.rheo.sql.parse.Positions;
import io.rheo.sql.text.SqlText;
import io.rheo.sql.validate.QueryScope;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Types and expressions inside a {@code CREATE TABLE}. */
final class ColumnExpressions {
  private final SqlText text;
  private final Catalog catalog;

  ColumnExpressions(SqlText text, Catalog catalog) {
    this.text = text;
    this.catalog = catalog;
  }

  /** The type that a column is declared with; it may be NULL unless that is excluded. */
  RelDataType type(SqlDataTypeSpec spec) {
    return new QueryScope(catalog).type(text, spec);
  }

  /**
   * Expressions over the columns of a table, checked as the query {@code SELECT e1, e2 FROM table},
   * so that all rules and messages are those of queries.
   */
  List<RexNode> over(TableDefinition table, List<SqlNode> expressions) {
    if (expressions.isEmpty()) {
      return List.of();
    }
    QueryScope scope = new QueryScope(catalog).with(table);
    RelNode plan =
        new LogicalPlanner(catalog, scope)
            .convert(
                text,
                new ParsedStatement.Query(
                    select(table, expressions), EmitMode.DEFAULT, Optional.empty()))
            .rel();
    if (plan instanceof Project project && project.getInput() instanceof TableScan) {
      return project.getProjects();
    }
    if (plan instanceof TableScan) { // every column, in order
      return expressions.stream().map(e -> column(plan, e)).toList();
    }
    throw Positions.error(
            text,
            expressions.get(0),
            ErrorCode.NOT_SUPPORTED,
            "a column can be computed from the other columns of its row only")
        .fix("use a view for aggregates and sub-queries");
  }

  private static RexNode column(RelNode scan, SqlNode expression) {
    String name = ((SqlIdentifier) expression).getSimple();
    int index = scan.getRowType().getField(name, false, false).getIndex();
    return RexInputRef.of(index, scan.getRowType());
  }

  private static SqlSelect select(TableDefinition table, List<SqlNode> expressions) {
    SqlParserPos position = SqlParserPos.sum(expressions);
    return new SqlSelect(
        position,
        SqlNodeList.EMPTY,
        new SqlNodeList(expressions, position),
        new SqlIdentifier(table.name(), position),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The expression over {@code from}, as one over a row with the columns {@code to}. */
  static RexNode move(RexNode expression, List<Column> from, List<String> to) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(to.indexOf(from.get(ref.getIndex()).name()), ref.getType());
          }
        });
  }
}
