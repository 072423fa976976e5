package io.rheo.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Functions of DuckDB, PostgreSQL, RisingWave and ksqlDB that are others of ours by another name,
 * or are written with them: {@code LIST(x)} is {@code ARRAY_AGG(x)}, {@code ARRAY_LENGTH(a, 1)} is
 * {@code NULLIF(CARDINALITY(a), 0)}. Users' functions of these names come before them.
 */
final class OtherNames {
  private static final SqlAggFunction ARRAY_OF_JSON =
      SqlStdOperatorTable.JSON_ARRAYAGG.with(SqlJsonConstructorNullClause.NULL_ON_NULL);
  private static final SqlAggFunction OBJECT_OF_JSON =
      SqlStdOperatorTable.JSON_OBJECTAGG.with(SqlJsonConstructorNullClause.NULL_ON_NULL);

  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("ARRAY_CAT", "ARRAY_CONCAT"),
          Map.entry("LIST_CAT", "ARRAY_CONCAT"),
          Map.entry("LIST_CONCAT", "ARRAY_CONCAT"),
          Map.entry("ARRAY_TO_STRING", "ARRAY_JOIN"),
          Map.entry("ARRAY_HAS", "ARRAY_CONTAINS"),
          Map.entry("LIST_HAS", "ARRAY_CONTAINS"),
          Map.entry("LIST_CONTAINS", "ARRAY_CONTAINS"),
          Map.entry("LIST_POSITION", "ARRAY_POSITION"),
          Map.entry("LIST_APPEND", "ARRAY_APPEND"),
          Map.entry("LIST_PREPEND", "ARRAY_PREPEND"),
          Map.entry("LIST_DISTINCT", "ARRAY_DISTINCT"),
          Map.entry("LIST_SUM", "ARRAY_SUM"),
          Map.entry("LIST_MAX", "ARRAY_MAX"),
          Map.entry("LIST_MIN", "ARRAY_MIN"),
          Map.entry("LIST_REVERSE", "ARRAY_REVERSE"),
          Map.entry("LIST_SLICE", "ARRAY_SLICE"),
          Map.entry("LIST_SORT", "ARRAY_SORT"),
          Map.entry("LIST_LENGTH", "ARRAY_LENGTH"),
          Map.entry("LIST_INTERSECT", "ARRAY_INTERSECT"),
          Map.entry("LIST_INDEXOF", "ARRAY_POSITION"),
          Map.entry("ARRAY_INDEXOF", "ARRAY_POSITION"),
          Map.entry("LIST", "ARRAY_AGG"),
          Map.entry("ARGMAX", "ARG_MAX"),
          Map.entry("ARGMIN", "ARG_MIN"),
          Map.entry("ARBITRARY", "ANY_VALUE"),
          Map.entry("QUANTILE", "QUANTILE_DISC"),
          Map.entry("COLLECT_LIST", "ARRAY_AGG"),
          Map.entry("STRING_SPLIT", "SPLIT"),
          Map.entry("STR_SPLIT", "SPLIT"),
          Map.entry("PREFIX", "STARTS_WITH"),
          Map.entry("SUFFIX", "ENDS_WITH"),
          Map.entry("CHARINDEX", "LOCATE"),
          Map.entry("WEEKOFYEAR", "WEEK"),
          Map.entry("ISNAN", "IS_NAN"),
          Map.entry("ISINF", "IS_INF"),
          Map.entry("UNICODE", "ASCII"),
          Map.entry("ORD", "ASCII"),
          Map.entry("EARLIEST_BY_OFFSET", "FIRST_VALUE"),
          Map.entry("LATEST_BY_OFFSET", "LAST_VALUE"),
          Map.entry("HISTOGRAM", "COLLECT"));

  private static final Map<String, Function<SqlCall, SqlNode>> FORMS =
      Map.ofEntries(
          Map.entry("ARRAY_LENGTH", OtherNames::length),
          Map.entry("COLLECT_SET", call -> distinct(call, "ARRAY_AGG")),
          Map.entry("COUNT_DISTINCT", call -> distinct(call, "COUNT")),
          Map.entry("ANY_VALUE", call -> ordered(call, "FIRST_VALUE")),
          Map.entry("LIST_VALUE", OtherNames::array),
          Map.entry("MAP_FROM_KEY_VALUES", OtherNames::map),
          Map.entry("JSON_AGG", call -> json(call, ARRAY_OF_JSON)),
          Map.entry("JSONB_AGG", call -> json(call, ARRAY_OF_JSON)),
          Map.entry("JSON_OBJECT_AGG", call -> json(call, OBJECT_OF_JSON)),
          Map.entry("JSONB_OBJECT_AGG", call -> json(call, OBJECT_OF_JSON)),
          Map.entry("DATEDIFF", DateDifference::rewrite),
          Map.entry("DATE_DIFF", DateDifference::rewrite),
          Map.entry("DIV", OtherNames::wholeQuotient),
          Map.entry("ISFINITE", OtherNames::isFinite),
          Map.entry("ENCODE", BinaryTexts::encode),
          Map.entry("DECODE", BinaryTexts::decode),
          Map.entry("STRFTIME", call -> PercentPatterns.rewrite(call, "DATE_FORMAT")),
          Map.entry("STRPTIME", call -> PercentPatterns.rewrite(call, "TO_TIMESTAMP")));

  /** Those that are aggregates written with others. */
  private static final Set<String> AGGREGATES =
      Set.of(
          "COLLECT_SET",
          "COUNT_DISTINCT",
          "JSON_AGG",
          "JSONB_AGG",
          "JSON_OBJECT_AGG",
          "JSONB_OBJECT_AGG");

  private OtherNames() {}

  /**
   * Our name of a function that is an aggregate if the function is; its own if we know no other.
   */
  static String alike(String name) {
    String key = name.toUpperCase(Locale.ROOT);
    return AGGREGATES.contains(key) ? "COUNT" : SYNONYMS.getOrDefault(key, name);
  }

  /** The call written out; the same object if it is none of these functions. */
  static SqlNode rewrite(SqlCall call) {
    if (!(call.getOperator() instanceof SqlFunction)) {
      return call;
    }
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    String synonym = SYNONYMS.get(name);
    if (synonym != null) {
      return named(call, synonym, call.getOperandList());
    }
    Function<SqlCall, SqlNode> form = FORMS.get(name);
    return form == null ? call : form.apply(call);
  }

  static SqlCall named(SqlCall call, String name, List<SqlNode> operands) {
    return function(name, call.getParserPosition())
        .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
  }

  /** A function that the validator will find by its name. */
  private static SqlOperator function(String name, SqlParserPos position) {
    return new SqlUnresolvedFunction(
        new SqlIdentifier(name, position),
        null,
        null,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  /** Of the first dimension; NULL for an array without elements, as in PostgreSQL. */
  private static SqlNode length(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    boolean ofFirst =
        call.operandCount() == 2
            && call.operand(1) instanceof SqlNumericLiteral dimension
            && dimension.toValue().equals("1");
    if (!ofFirst) {
      return call;
    }
    return SqlStdOperatorTable.NULLIF.createCall(
        position,
        SqlStdOperatorTable.CARDINALITY.createCall(position, call.<SqlNode>operand(0)),
        SqlLiteral.createExactNumeric("0", position));
  }

  private static SqlNode wholeQuotient(SqlCall call) {
    return call.operandCount() == 2
        ? named(
            call,
            "TRUNCATE",
            List.of(
                SqlStdOperatorTable.DIVIDE.createCall(
                    call.getParserPosition(), call.getOperandList())))
        : call;
  }

  private static SqlNode isFinite(SqlCall call) {
    if (call.operandCount() != 1) {
      return call;
    }
    SqlParserPos position = call.getParserPosition();
    return SqlStdOperatorTable.NOT.createCall(
        position,
        SqlStdOperatorTable.OR.createCall(
            position,
            named(call, "IS_NAN", call.getOperandList()),
            named(call, "IS_INF", call.getOperandList())));
  }

  private static SqlNode distinct(SqlCall call, String name) {
    SqlParserPos position = call.getParserPosition();
    return function(name, position)
        .createCall(SqlSelectKeyword.DISTINCT.symbol(position), position, call.getOperandList());
  }

  /** Only with ORDER BY: without, these are other functions. */
  private static SqlNode ordered(SqlCall call, String name) {
    boolean ordered = call.getOperandList().stream().anyMatch(SqlNodeList.class::isInstance);
    return ordered ? named(call, name, call.getOperandList()) : call;
  }

  private static SqlNode array(SqlCall call) {
    return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(
        call.getParserPosition(), call.getOperandList());
  }

  private static SqlNode map(SqlCall call) {
    return SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR.createCall(
        call.getParserPosition(), call.getOperandList());
  }

  /** PostgreSQL's: NULL is a value. */
  private static SqlNode json(SqlCall call, SqlAggFunction withNulls) {
    List<SqlNode> values = new ArrayList<>(call.getOperandList());
    SqlNodeList order = AggregateForms.takeOrder(values);
    if (values.size() != (withNulls.equals(ARRAY_OF_JSON) ? 1 : 2)) {
      return call;
    }
    return AggregateForms.within(
        withNulls.createCall(call.getFunctionQuantifier(), call.getParserPosition(), values),
        order);
  }
}
