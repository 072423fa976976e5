package io.rheo.sql.validate;

import static io.rheo.sql.validate.FunctionTypes.BYTES;
import static io.rheo.sql.validate.FunctionTypes.INTEGER;
import static io.rheo.sql.validate.FunctionTypes.TEXT;
import static io.rheo.sql.validate.FunctionTypes.function;
import static io.rheo.sql.validate.FunctionTypes.never;
import static io.rheo.sql.validate.FunctionTypes.nullIfNull;
import static io.rheo.sql.validate.FunctionTypes.nullable;
import static io.rheo.sql.validate.FunctionTypes.taking;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Functions of text: edits, regular expressions, encodings, digests, URLs. Types only; the engine
 * finds its implementation of each by name. Positions and lengths count characters, from 1.
 */
final class TextFunctions {
  private static final SqlReturnTypeInference STRING = nullable(SqlTypeName.VARCHAR);
  private static final SqlReturnTypeInference STRING_NULL_IF_NULL = nullIfNull(SqlTypeName.VARCHAR);
  private static final SqlReturnTypeInference INT = nullable(SqlTypeName.INTEGER);
  private static final SqlReturnTypeInference INT_NULL_IF_NULL = nullIfNull(SqlTypeName.INTEGER);
  private static final SqlReturnTypeInference BINARY = nullable(SqlTypeName.VARBINARY);
  private static final SqlReturnTypeInference PART = TextFunctions::part;
  private static final SqlOperandTypeChecker TYPED =
      OperandTypes.or(taking(SqlTypeFamily.ANY), taking(SqlTypeFamily.ANY, SqlTypeFamily.BOOLEAN));
  private static final SqlOperandTypeChecker TEXT_OR_BYTES =
      OperandTypes.or(taking(TEXT), taking(BYTES));

  /** Whether a regular expression is found in a text. */
  static final SqlFunction REGEXP =
      function("REGEXP", nullable(SqlTypeName.BOOLEAN), taking(TEXT, TEXT));

  private TextFunctions() {}

  static List<SqlOperator> all() {
    return Stream.of(edits(), parts(), regularExpressions(), encodings(), tests())
        .flatMap(List::stream)
        .map(SqlOperator.class::cast)
        .toList();
  }

  private static List<SqlFunction> edits() {
    SqlOperandTypeChecker padded =
        OperandTypes.or(taking(TEXT, INTEGER), taking(TEXT, INTEGER, TEXT));
    SqlOperandTypeChecker part =
        OperandTypes.or(taking(TEXT, INTEGER), taking(TEXT, INTEGER, INTEGER));
    SqlOperandTypeChecker trimmed = OperandTypes.or(taking(TEXT), taking(TEXT, TEXT));
    return List.of(
        function("LPAD", STRING, padded),
        function("RPAD", STRING, padded),
        function("BTRIM", STRING_NULL_IF_NULL, trimmed),
        function("LTRIM", STRING_NULL_IF_NULL, trimmed),
        function("RTRIM", STRING_NULL_IF_NULL, trimmed),
        function("SUBSTR", PART, part),
        function("SUBSTRING", PART, part),
        function("REPEAT", STRING_NULL_IF_NULL, taking(TEXT, INTEGER)),
        function("SPACE", STRING_NULL_IF_NULL, taking(INTEGER)),
        function("UCASE", STRING_NULL_IF_NULL, taking(TEXT)),
        function("LCASE", STRING_NULL_IF_NULL, taking(TEXT)),
        function("CHR", STRING_NULL_IF_NULL, taking(INTEGER)),
        function("PRINTF", STRING, new Repeated(TEXT, SqlTypeFamily.ANY, 0)),
        function("FORMAT", STRING, new Repeated(TEXT, SqlTypeFamily.ANY, 0)),
        function("QUOTE_LITERAL", STRING_NULL_IF_NULL, taking(TEXT)),
        function("QUOTE_NULLABLE", never(SqlTypeName.VARCHAR), taking(TEXT)),
        function("QUOTE_IDENT", STRING_NULL_IF_NULL, taking(TEXT)),
        function("ELT", STRING, new Repeated(INTEGER, TEXT, 1)));
  }

  /** A negative count gives NULL, so only a constant that is not negative never does. */
  private static RelDataType part(SqlOperatorBinding call) {
    boolean counts = call.getOperandCount() > 2;
    boolean isLiteral = counts && call.isOperandLiteral(2, false);
    BigDecimal count = isLiteral ? call.getOperandLiteralValue(2, BigDecimal.class) : null;
    boolean safe = !counts || (count != null && count.signum() >= 0);
    return (safe ? STRING_NULL_IF_NULL : STRING).inferReturnType(call);
  }

  private static List<SqlFunction> parts() {
    return List.of(
        function(
            "SPLIT_INDEX",
            STRING,
            OperandTypes.or(taking(TEXT, TEXT, INTEGER), taking(TEXT, INTEGER, INTEGER))),
        function("SPLIT", ReturnTypes.explicit(FunctionTypes.textArray()), taking(TEXT, TEXT)),
        function(
            "STRING_TO_ARRAY",
            ReturnTypes.explicit(FunctionTypes.textArray()),
            OperandTypes.or(taking(TEXT, TEXT), taking(TEXT, TEXT, TEXT))),
        function(
            "STR_TO_MAP",
            ReturnTypes.explicit(FunctionTypes.textMap()),
            OperandTypes.or(taking(TEXT), taking(TEXT, TEXT), taking(TEXT, TEXT, TEXT))),
        function(
            "LOCATE",
            INT_NULL_IF_NULL,
            OperandTypes.or(taking(TEXT, TEXT), taking(TEXT, TEXT, INTEGER))),
        function(
            "INSTR",
            INT_NULL_IF_NULL,
            OperandTypes.or(
                taking(TEXT, TEXT),
                taking(TEXT, TEXT, INTEGER),
                taking(TEXT, TEXT, INTEGER, INTEGER))));
  }

  private static List<SqlFunction> regularExpressions() {
    SqlOperandTypeChecker grouped =
        OperandTypes.or(taking(TEXT, TEXT), taking(TEXT, TEXT, INTEGER));
    SqlOperandTypeChecker flagged = OperandTypes.or(taking(TEXT, TEXT), taking(TEXT, TEXT, TEXT));
    return List.of(
        REGEXP,
        function("REGEXP_MATCHES", nullable(SqlTypeName.BOOLEAN), taking(TEXT, TEXT)),
        function("REGEXP_FULL_MATCH", nullable(SqlTypeName.BOOLEAN), taking(TEXT, TEXT)),
        function("REGEXP_EXTRACT", STRING, grouped),
        function("REGEXP_EXTRACT_ALL", ReturnTypes.explicit(FunctionTypes.textArray()), grouped),
        function(
            "REGEXP_REPLACE",
            STRING,
            OperandTypes.or(taking(TEXT, TEXT, TEXT), taking(TEXT, TEXT, TEXT, TEXT))),
        function(
            "REGEXP_COUNT",
            INT,
            OperandTypes.or(
                taking(TEXT, TEXT),
                taking(TEXT, TEXT, INTEGER),
                taking(TEXT, TEXT, INTEGER, TEXT))),
        function("REGEXP_MATCH", ReturnTypes.explicit(FunctionTypes.textArray()), flagged),
        function("REGEXP_SPLIT_TO_ARRAY", ReturnTypes.explicit(FunctionTypes.textArray()), flagged),
        function("REGEXP_INSTR", INT, taking(TEXT, TEXT)),
        function("REGEXP_SUBSTR", STRING, taking(TEXT, TEXT)));
  }

  private static List<SqlFunction> encodings() {
    return List.of(
        function(
            "HEX",
            STRING_NULL_IF_NULL,
            OperandTypes.or(taking(INTEGER), taking(TEXT), taking(BYTES))),
        function("UNHEX", BINARY, taking(TEXT)),
        function("TO_BASE64", STRING_NULL_IF_NULL, TEXT_OR_BYTES),
        function("FROM_BASE64", STRING, TEXT_OR_BYTES),
        function("ENCODE", nullIfNull(SqlTypeName.VARBINARY), taking(TEXT, TEXT)),
        function("DECODE", STRING_NULL_IF_NULL, taking(BYTES, TEXT)),
        function("HASH_CODE", INT_NULL_IF_NULL, taking(TEXT)),
        function("MD5", STRING_NULL_IF_NULL, TEXT_OR_BYTES),
        function("SHA1", STRING_NULL_IF_NULL, TEXT_OR_BYTES),
        function("SHA224", STRING_NULL_IF_NULL, TEXT_OR_BYTES),
        function("SHA256", STRING_NULL_IF_NULL, TEXT_OR_BYTES),
        function("SHA384", STRING_NULL_IF_NULL, TEXT_OR_BYTES),
        function("SHA512", STRING_NULL_IF_NULL, TEXT_OR_BYTES),
        function(
            "SHA2",
            STRING_NULL_IF_NULL,
            OperandTypes.or(taking(TEXT, INTEGER), taking(BYTES, INTEGER))),
        function("URL_ENCODE", STRING_NULL_IF_NULL, taking(TEXT)),
        function("URL_DECODE", STRING, taking(TEXT)),
        function("URL_DECODE_RECURSIVE", STRING, taking(TEXT, SqlTypeFamily.BOOLEAN)),
        function(
            "PARSE_URL", STRING, OperandTypes.or(taking(TEXT, TEXT), taking(TEXT, TEXT, TEXT))));
  }

  private static List<SqlFunction> tests() {
    return List.of(
        function("CONTAINS", nullIfNull(SqlTypeName.BOOLEAN), taking(TEXT, TEXT)),
        function("TYPEOF", never(SqlTypeName.VARCHAR), TYPED),
        function("PG_TYPEOF", never(SqlTypeName.VARCHAR), taking(SqlTypeFamily.ANY)),
        function("IS_ALPHA", never(SqlTypeName.BOOLEAN), taking(TEXT)),
        function("IS_DIGIT", never(SqlTypeName.BOOLEAN), taking(TEXT)),
        function("IS_DECIMAL", never(SqlTypeName.BOOLEAN), taking(TEXT)));
  }

  /** One argument of a family, then at least {@code minimum} of another. */
  private record Repeated(SqlTypeFamily first, SqlTypeFamily rest, int minimum)
      implements SqlOperandTypeChecker {
    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      SqlTypeFamily[] families = new SqlTypeFamily[binding.getOperandCount()];
      Arrays.fill(families, rest);
      families[0] = first;
      return OperandTypes.family(families).checkOperandTypes(binding, throwOnFailure);
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
      return SqlOperandCountRanges.from(1 + minimum);
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String name) {
      return name + "(<" + first + ">, <" + rest + "> …)";
    }
  }
}
