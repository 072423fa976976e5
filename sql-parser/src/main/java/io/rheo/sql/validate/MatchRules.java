package io.rheo.sql.validate;

import io.rheo.sql.catalog.RheoTypes;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlMatchRecognize.RowsPerMatchOption;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * Names and types of a {@code MATCH_RECOGNIZE}. Calcite's own rules move navigation around and
 * refuse what the standard has, so these are used instead; its expressions stay as they are written
 * but for {@link MatchExpressions}.
 */
final class MatchRules {
  private final RheoValidator validator;
  private final SqlMatchRecognize match;
  private final SqlValidatorScope scope;

  MatchRules(RheoValidator validator, SqlMatchRecognize match) {
    this.validator = validator;
    this.match = match;
    scope = validator.getMatchRecognizeScope(match);
  }

  /**
   * Checks the clause and brings it into the form of the plan.
   *
   * @return its columns: with ONE ROW PER MATCH those of the partition and the measures, with ALL
   *     ROWS those of the partition and the order, the measures, then the other columns of the rows
   * @throws Refusal at the first mistake
   */
  RelDataType settle() {
    List<SqlIdentifier> partition = partition();
    List<SqlIdentifier> order = order();
    MatchVariables variables = MatchVariables.settle(match);
    Optional<SqlIdentifier> time = order.stream().findFirst();
    if (match.getInterval() != null) {
      checkWithin(time);
    }
    Set<String> rowNames = rowNames();
    define(new MatchExpressions(variables, rowNames, time, true), variables);
    Map<String, RelDataType> columns = new LinkedHashMap<>();
    partition.forEach(column -> columns.putIfAbsent(last(column), typeOf(column)));
    if (isAllRows()) {
      order.forEach(column -> columns.putIfAbsent(last(column), typeOf(column)));
    }
    measure(new MatchExpressions(variables, rowNames, time, false), columns);
    if (isAllRows()) {
      RelDataType rows = validator.getNamespace(match.getTableRef()).getRowType();
      for (RelDataTypeField field : rows.getFieldList()) {
        columns.putIfAbsent(field.getName(), field.getType());
      }
    }
    if (columns.isEmpty()) {
      throw refusal(match, ErrorCode.INVALID_QUERY, "MATCH_RECOGNIZE has no columns")
          .fixed("add MEASURES, or PARTITION BY");
    }
    return RheoTypes.FACTORY.createStructType(
        List.copyOf(columns.values()), List.copyOf(columns.keySet()));
  }

  /** What a column can be written after, apart from variables: the table, and columns of rows. */
  private Set<String> rowNames() {
    Set<String> names = new HashSet<>();
    SqlNode table = match.getTableRef();
    SqlNode name = table.getKind() == SqlKind.AS ? ((SqlCall) table).operand(1) : table;
    names.add(last((SqlIdentifier) name).toUpperCase(Locale.ROOT));
    validator.getNamespace(table).getRowType().getFieldNames().stream()
        .map(column -> column.toUpperCase(Locale.ROOT))
        .forEach(names::add);
    return names;
  }

  private boolean isAllRows() {
    return match.getRowsPerMatch() != null
        && match.getRowsPerMatch().getValue() == RowsPerMatchOption.ALL_ROWS;
  }

  private static String last(SqlIdentifier column) {
    return column.names.get(column.names.size() - 1);
  }

  private RelDataType typeOf(SqlNode node) {
    return validator.deriveType(scope, node);
  }

  private List<SqlIdentifier> partition() {
    List<SqlIdentifier> columns = new ArrayList<>();
    for (SqlNode node : match.getPartitionList()) {
      columns.add(column(node, "PARTITION BY"));
    }
    match.setOperand(
        SqlMatchRecognize.OPERAND_PARTITION_BY,
        new SqlNodeList(columns, match.getPartitionList().getParserPosition()));
    return columns;
  }

  private List<SqlIdentifier> order() {
    List<SqlIdentifier> columns = new ArrayList<>();
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode node : match.getOrderList()) {
      if (node.getKind() == SqlKind.NULLS_FIRST || node.getKind() == SqlKind.NULLS_LAST) {
        throw refusal(node, ErrorCode.NOT_SUPPORTED, "NULLS FIRST and LAST within MATCH_RECOGNIZE")
            .fixed("leave it out: NULL is the least value");
      }
      boolean descending = node.getKind() == SqlKind.DESCENDING;
      SqlIdentifier column = column(descending ? ((SqlCall) node).operand(0) : node, "ORDER BY");
      columns.add(column);
      items.add(
          descending
              ? SqlStdOperatorTable.DESC.createCall(node.getParserPosition(), column)
              : column);
    }
    match.setOperand(
        SqlMatchRecognize.OPERAND_ORDER_BY,
        new SqlNodeList(items, match.getOrderList().getParserPosition()));
    return columns;
  }

  private SqlIdentifier column(SqlNode node, String clause) {
    if (node instanceof SqlIdentifier
        && validator.expand(node, scope) instanceof SqlIdentifier id) {
      id.validate(validator, scope);
      return id;
    }
    throw refusal(node, ErrorCode.NOT_SUPPORTED, "an expression in this " + clause)
        .fixed("compute it in a sub-query that MATCH_RECOGNIZE reads, and name its column here");
  }

  private void checkWithin(Optional<SqlIdentifier> time) {
    match.getInterval().validate(validator, scope);
    if (time.isEmpty() || !SqlTypeUtil.isTimestamp(typeOf(time.get()))) {
      throw refusal(match.getInterval(), ErrorCode.INVALID_QUERY, "WITHIN without a time")
          .fixed("order the rows by a time attribute first");
    }
    if (match.getInterval().getTypeName().getFamily() == SqlTypeName.INTERVAL_MONTH.getFamily()) {
      throw refusal(match.getInterval(), ErrorCode.NOT_SUPPORTED, "WITHIN months or years")
          .fixed("write days: months have different lengths");
    }
  }

  private void define(MatchExpressions form, MatchVariables variables) {
    List<SqlNode> definitions = new ArrayList<>();
    Set<String> defined = new HashSet<>();
    for (SqlNode node : match.getPatternDefList()) {
      SqlIdentifier name = ((SqlCall) node).operand(1);
      String variable =
          variables
              .find(name.getSimple())
              .orElseThrow(() -> variables.unknown(name.getSimple(), name.getParserPosition()));
      if (!defined.add(variable.toUpperCase(Locale.ROOT))) {
        throw refusal(name, ErrorCode.INVALID_QUERY, "a second condition for '" + variable + "'")
            .fixed("connect the two with AND");
      }
      SqlNode condition = typed(((SqlCall) node).operand(0), form, SqlTypeName.BOOLEAN);
      if (!SqlTypeUtil.inBooleanFamily(typeOf(condition))) {
        throw refusal(
                condition, ErrorCode.TYPE_MISMATCH, "a condition of type " + typeOf(condition))
            .fixed("write a comparison");
      }
      definitions.add(as(condition, new SqlIdentifier(variable, name.getParserPosition())));
    }
    match.setOperand(
        SqlMatchRecognize.OPERAND_PATTERN_DEFINES,
        new SqlNodeList(definitions, match.getPatternDefList().getParserPosition()));
  }

  private void measure(MatchExpressions form, Map<String, RelDataType> columns) {
    List<SqlNode> measures = new ArrayList<>();
    Set<String> names = new HashSet<>();
    columns.keySet().forEach(name -> names.add(name.toUpperCase(Locale.ROOT)));
    for (SqlNode node : match.getMeasureList()) {
      SqlIdentifier name = ((SqlCall) node).operand(1);
      if (!names.add(name.getSimple().toUpperCase(Locale.ROOT))) {
        throw refusal(name, ErrorCode.COLUMN_TWICE, "a second column '" + name.getSimple() + "'")
            .fixed("give the measure another name; columns of PARTITION BY are in the result");
      }
      SqlNode measure = typed(((SqlCall) node).operand(0), form, SqlTypeName.ANY);
      RelDataType type = RheoTypes.FACTORY.createTypeWithNullability(typeOf(measure), true);
      columns.put(name.getSimple(), type);
      measures.add(as(measure, name));
    }
    match.setOperand(
        SqlMatchRecognize.OPERAND_MEASURES,
        new SqlNodeList(measures, match.getMeasureList().getParserPosition()));
  }

  private static SqlNode as(SqlNode value, SqlIdentifier name) {
    return SqlStdOperatorTable.AS.createCall(value.getParserPosition(), value, name);
  }

  private SqlNode typed(SqlNode node, MatchExpressions form, SqlTypeName expected) {
    SqlNode expression = validator.expand(node.accept(form), scope);
    validator.inferTypes(expected, scope, expression);
    validator.deriveType(scope, expression);
    expression.validateExpr(validator, scope);
    return expression;
  }

  private static Problem refusal(SqlNode node, ErrorCode code, String what) {
    return new Problem(node, code, what + " is not possible");
  }

  /** An error in the making. */
  private record Problem(SqlNode node, ErrorCode code, String what) {
    Refusal fixed(String advice) {
      return new Refusal(SqlError.of(code, what).fix(advice), node.getParserPosition());
    }
  }
}
