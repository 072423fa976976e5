package io.rheo.sql.validate;

import io.rheo.sql.catalog.RheoTypes;
import java.util.List;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * Scalar functions that Calcite does not have, or has with another meaning than Flink. The engine
 * finds its implementation of each by the operator's name; this class gives only types.
 */
public final class RheoFunctions {
  private static final SqlReturnTypeInference STRING =
      ReturnTypes.explicit(RheoTypes.nullable(SqlTypeName.VARCHAR));
  private static final SqlReturnTypeInference STRING_NULL_IF_NULL =
      ReturnTypes.explicit(RheoTypes.notNull(SqlTypeName.VARCHAR))
          .andThen(SqlTypeTransforms.TO_NULLABLE);
  private static final SqlReturnTypeInference INTEGER_NULL_IF_NULL =
      ReturnTypes.explicit(RheoTypes.notNull(SqlTypeName.INTEGER))
          .andThen(SqlTypeTransforms.TO_NULLABLE);
  private static final SqlReturnTypeInference BIGINT_NULL_IF_NULL =
      ReturnTypes.explicit(RheoTypes.notNull(SqlTypeName.BIGINT))
          .andThen(SqlTypeTransforms.TO_NULLABLE);

  /** The clock of the step, as an instant; a column {@code AS PROCTIME()} is a time attribute. */
  public static final SqlFunction PROCTIME = instant("PROCTIME", SqlSyntax.FUNCTION);

  /** {@code DATE_FORMAT(ts, 'yyyy-MM-dd HH:mm')}, patterns as Java's. */
  static final SqlFunction DATE_FORMAT =
      function(
          "DATE_FORMAT",
          STRING_NULL_IF_NULL,
          OperandTypes.or(
              OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER),
              OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER)));

  /** {@code TO_TIMESTAMP(text [, pattern])}; NULL if the text does not fit. */
  static final SqlFunction TO_TIMESTAMP =
      function(
          "TO_TIMESTAMP",
          ReturnTypes.explicit(RheoTypes.nullable(SqlTypeName.TIMESTAMP)),
          OperandTypes.or(
              OperandTypes.family(SqlTypeFamily.CHARACTER),
              OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER)));

  /** {@code TO_TIMESTAMP_LTZ(epoch, 0 | 3)} of seconds or milliseconds. */
  static final SqlFunction TO_TIMESTAMP_LTZ =
      function(
          "TO_TIMESTAMP_LTZ",
          ReturnTypes.explicit(RheoTypes.nullable(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE)),
          OperandTypes.or(
              OperandTypes.family(SqlTypeFamily.NUMERIC),
              OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.INTEGER)));

  /** {@code FROM_UNIXTIME(seconds [, pattern])}. */
  static final SqlFunction FROM_UNIXTIME =
      function(
          "FROM_UNIXTIME",
          STRING_NULL_IF_NULL,
          OperandTypes.or(
              OperandTypes.family(SqlTypeFamily.NUMERIC),
              OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.CHARACTER)));

  /** {@code UNIX_TIMESTAMP([text [, pattern]])}: seconds since the epoch. */
  static final SqlFunction UNIX_TIMESTAMP =
      function(
          "UNIX_TIMESTAMP",
          BIGINT_NULL_IF_NULL,
          OperandTypes.or(
              OperandTypes.NILADIC,
              OperandTypes.family(SqlTypeFamily.CHARACTER),
              OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER)));

  /** {@code SPLIT_INDEX(text, separator, index)}, counted from 0; NULL beyond the last part. */
  static final SqlFunction SPLIT_INDEX =
      function(
          "SPLIT_INDEX",
          STRING,
          OperandTypes.family(
              SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER));

  /** {@code REGEXP_EXTRACT(text, regex [, group])}; NULL if nothing matches. */
  static final SqlFunction REGEXP_EXTRACT =
      function(
          "REGEXP_EXTRACT",
          STRING,
          OperandTypes.or(
              OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER),
              OperandTypes.family(
                  SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)));

  /** {@code LOCATE(part, text [, from])}, counted from 1; 0 if it is not there. */
  static final SqlFunction LOCATE =
      function(
          "LOCATE",
          INTEGER_NULL_IF_NULL,
          OperandTypes.or(
              OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER),
              OperandTypes.family(
                  SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)));

  /** {@code INSTR(text, part)}, counted from 1; 0 if it is not there. */
  static final SqlFunction INSTR =
      function(
          "INSTR",
          INTEGER_NULL_IF_NULL,
          OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER));

  /** As Calcite's, but NULL if an argument is. */
  static final SqlFunction LPAD = pad("LPAD");

  /** As Calcite's, but NULL if an argument is. */
  static final SqlFunction RPAD = pad("RPAD");

  /** The clock of the step as wall clock time, in milliseconds. */
  static final SqlFunction LOCALTIMESTAMP =
      clock("LOCALTIMESTAMP", SqlSyntax.FUNCTION_ID, SqlTypeName.TIMESTAMP);

  /** The time that the rows of a match get; see {@code MATCH_RECOGNIZE}. */
  static final SqlFunction MATCH_ROWTIME =
      function(
          "MATCH_ROWTIME",
          ReturnTypes.explicit(RheoTypes.notNull(SqlTypeName.TIMESTAMP)),
          OperandTypes.NILADIC);

  private RheoFunctions() {}

  static List<SqlOperator> all() {
    return List.of(
        PROCTIME,
        instant("NOW", SqlSyntax.FUNCTION),
        instant("CURRENT_TIMESTAMP", SqlSyntax.FUNCTION_ID),
        instant("CURRENT_ROW_TIMESTAMP", SqlSyntax.FUNCTION),
        DATE_FORMAT,
        TO_TIMESTAMP,
        TO_TIMESTAMP_LTZ,
        FROM_UNIXTIME,
        UNIX_TIMESTAMP,
        SPLIT_INDEX,
        REGEXP_EXTRACT,
        LOCATE,
        INSTR,
        LPAD,
        RPAD,
        LOCALTIMESTAMP,
        MATCH_ROWTIME,
        CastFunction.CAST,
        CastFunction.TRY_CAST);
  }

  private static SqlFunction instant(String name, SqlSyntax syntax) {
    return clock(name, syntax, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
  }

  /** The clock of the step, which does not change within a row and is part of a replay. */
  private static SqlFunction clock(String name, SqlSyntax syntax, SqlTypeName type) {
    return SqlBasicFunction.create(
            name,
            ReturnTypes.explicit(RheoTypes.notNull(type)),
            OperandTypes.NILADIC,
            SqlFunctionCategory.TIMEDATE)
        .withSyntax(syntax)
        .withDeterministic(false)
        .withKind(SqlKind.OTHER_FUNCTION);
  }

  private static SqlFunction pad(String name) {
    return function(
        name,
        STRING_NULL_IF_NULL,
        OperandTypes.or(
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER),
            OperandTypes.family(
                SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER, SqlTypeFamily.CHARACTER)));
  }

  private static SqlFunction function(
      String name, SqlReturnTypeInference type, SqlOperandTypeChecker operands) {
    return SqlBasicFunction.create(name, type, operands, SqlFunctionCategory.SYSTEM);
  }
}
