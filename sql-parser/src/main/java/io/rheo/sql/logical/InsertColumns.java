package io.rheo.sql.logical;

import io.rheo.sql.catalog.Column;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.catalog.TypeText;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import io.rheo.sql.parse.ParsedStatement;
import io.rheo.sql.parse.Positions;
import io.rheo.sql.text.SqlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * Fits the columns of a query to those that the target of an {@code INSERT} stores: by position, or
 * by the list of names after the target. What is not filled is NULL.
 */
final class InsertColumns {
  private final SqlText text;
  private final ParsedStatement.Insert insert;
  private final TableDefinition target;
  private final List<Column> filled;

  InsertColumns(SqlText text, ParsedStatement.Insert insert, TableDefinition target) {
    this.text = text;
    this.insert = insert;
    this.target = target;
    this.filled = filled();
  }

  private List<Column> filled() {
    List<Column> stored = target.persistedColumns();
    if (insert.columns().isEmpty()) {
      return stored;
    }
    List<Column> columns = new ArrayList<>();
    for (SqlIdentifier name : insert.columns()) {
      Column column =
          stored.stream()
              .filter(c -> c.name().equalsIgnoreCase(name.getSimple()))
              .findFirst()
              .orElseThrow(() -> unknown(name, stored));
      if (columns.contains(column)) {
        throw Positions.error(
            text, name, ErrorCode.COLUMN_TWICE, "column '" + column.name() + "' is filled twice");
      }
      columns.add(column);
    }
    return columns;
  }

  private SqlError unknown(SqlIdentifier name, List<Column> stored) {
    boolean computed = target.columnIndex(name.getSimple()).isPresent();
    SqlError error =
        Positions.error(
            text,
            name,
            ErrorCode.COLUMN_NOT_FOUND,
            computed
                ? "column '" + name.getSimple() + "' cannot be written"
                : "column '" + name.getSimple() + "' not found in table '" + target.name() + "'");
    return computed
        ? error.why("it is computed or comes from the connector").fix("leave it out")
        : error.fix(
            Suggestions.didYouMean(
                name.getSimple(), "columns", stored.stream().map(Column::name).toList()));
  }

  /**
   * The query. A {@code ?} that is a whole value of VALUES gets the type of its column, and so do
   * the values of a column where texts stand beside others, which have no type in common.
   */
  ParsedStatement.Query typedQuery() {
    ParsedStatement.Query query = insert.query();
    if (query.query().getKind() != SqlKind.VALUES) {
      return query;
    }
    SqlCall values = (SqlCall) query.query();
    Set<Integer> mixed = mixedColumns(values);
    List<SqlNode> rows = new ArrayList<>();
    for (SqlNode row : values.getOperandList()) {
      rows.add(row instanceof SqlCall call ? typedRow(call, mixed) : row);
    }
    return new ParsedStatement.Query(
        new SqlBasicCall(values.getOperator(), rows, values.getParserPosition()),
        query.emit(),
        query.emitPosition());
  }

  private Set<Integer> mixedColumns(SqlCall values) {
    Set<Integer> mixed = new HashSet<>();
    for (int i = 0; i < filled.size(); i++) {
      int column = i;
      Set<Boolean> texts =
          values.getOperandList().stream()
              .filter(row -> row instanceof SqlCall call && column < call.operandCount())
              .map(row -> ((SqlCall) row).<SqlNode>operand(column))
              .filter(value -> value instanceof SqlLiteral literal && literal.getValue() != null)
              .map(value -> SqlTypeName.CHAR_TYPES.contains(((SqlLiteral) value).getTypeName()))
              .collect(Collectors.toSet());
      if (texts.size() > 1) {
        mixed.add(i);
      }
    }
    return mixed;
  }

  private SqlNode typedRow(SqlCall row, Set<Integer> mixed) {
    List<SqlNode> values = new ArrayList<>();
    for (int i = 0; i < row.operandCount(); i++) {
      SqlNode value = row.operand(i);
      boolean ofColumn = value instanceof SqlDynamicParam || mixed.contains(i);
      values.add(ofColumn && i < filled.size() ? typed(value, i) : value);
    }
    return new SqlBasicCall(row.getOperator(), values, row.getParserPosition());
  }

  private SqlNode typed(SqlNode value, int column) {
    SqlDataTypeSpec type = SqlTypeUtil.convertTypeToSpec(filled.get(column).type());
    return SqlStdOperatorTable.CAST.createCall(value.getParserPosition(), value, type);
  }

  /** The query's plan with a column for each that the target stores. */
  RelNode fit(RelNode query) {
    List<RelDataType> types =
        query.getRowType().getFieldList().stream().map(f -> f.getType()).toList();
    if (types.size() != filled.size()) {
      throw Positions.error(
              text,
              insert.query().position(),
              ErrorCode.COLUMN_COUNT,
              "table '"
                  + target.name()
                  + "' takes "
                  + filled.size()
                  + " columns and the query has "
                  + types.size())
          .fix("columns: " + String.join(", ", filled.stream().map(Column::name).toList()));
    }
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(query.getCluster(), null);
    builder.push(query);
    List<RexNode> values = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Column column : target.persistedColumns()) {
      values.add(value(column, builder));
      names.add(column.name());
    }
    return builder.project(values, names, true).build();
  }

  private RexNode value(Column column, RelBuilder builder) {
    RexBuilder rex = builder.getRexBuilder();
    int source = filled.indexOf(column);
    if (source < 0) {
      if (!column.type().isNullable()) {
        throw SqlError.of(
                ErrorCode.CANNOT_STORE, "column '" + column.name() + "' must have a value")
            .why("it is declared NOT NULL")
            .fix("add it to the list of columns");
      }
      return rex.makeNullLiteral(column.type());
    }
    RexNode value = builder.field(source);
    if (!fits(value.getType(), column.type())) {
      throw Positions.error(
              text,
              expression(source),
              ErrorCode.CANNOT_STORE,
              TypeText.bare(value.getType())
                  + " cannot be stored in column '"
                  + column.name()
                  + "' of type "
                  + TypeText.bare(column.type()))
          .fix("CAST it to " + TypeText.bare(column.type()));
    }
    RelDataType type =
        builder
            .getTypeFactory()
            .createTypeWithNullability(column.type(), value.getType().isNullable());
    return rex.makeCast(type, value, true, false);
  }

  /**
   * Literals of VALUES are converted as CAST would; a query's columns must be of the same family.
   */
  private boolean fits(RelDataType from, RelDataType to) {
    if (from.getSqlTypeName() == SqlTypeName.NULL) {
      return true;
    }
    return insert.query().query().getKind() == SqlKind.VALUES
        ? SqlTypeUtil.canCastFrom(to, from, true)
        : SqlTypeUtil.canAssignFrom(to, from);
  }

  private SqlNode expression(int column) {
    return insert.query().query() instanceof SqlSelect select
            && select.getSelectList().size() == filled.size()
        ? select.getSelectList().get(column)
        : insert.query().query();
  }
}
