package io.rheo.sql.validate;

import static io.rheo.sql.validate.FunctionTypes.TEXT;
import static io.rheo.sql.validate.FunctionTypes.function;
import static io.rheo.sql.validate.FunctionTypes.nullIfNull;
import static io.rheo.sql.validate.FunctionTypes.nullable;
import static io.rheo.sql.validate.FunctionTypes.taking;

import java.util.List;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Functions of JSON that Calcite does not have. The standard's own, such as {@code JSON_VALUE}, are
 * declared by Calcite: the grammar knows them.
 */
final class JsonFunctions {
  static final SqlFunction JSON = function("JSON", nullIfNull(SqlTypeName.VARCHAR), taking(TEXT));

  private JsonFunctions() {}

  static List<SqlOperator> all() {
    return List.of(
        function("JSON_STRING", nullIfNull(SqlTypeName.VARCHAR), taking(SqlTypeFamily.ANY)),
        JSON,
        function(
            "JSON_LENGTH",
            nullable(SqlTypeName.INTEGER),
            OperandTypes.or(taking(TEXT), taking(TEXT, TEXT))),
        function("JSON_QUOTE", nullIfNull(SqlTypeName.VARCHAR), taking(TEXT)),
        function("JSON_UNQUOTE", nullIfNull(SqlTypeName.VARCHAR), taking(TEXT)));
  }
}
