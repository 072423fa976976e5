package io.rheo.sql.validate;

import io.rheo.sql.catalog.RheoTypes;
import java.util.List;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
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

  /** The clock of the step, as an instant; a column {@code AS PROCTIME()} is a time attribute. */
  public static final SqlFunction PROCTIME =
      TemporalFunctions.clock(
          "PROCTIME", SqlSyntax.FUNCTION, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);

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
        SPLIT_INDEX,
        REGEXP_EXTRACT,
        LOCATE,
        INSTR,
        LPAD,
        RPAD,
        MATCH_ROWTIME,
        CastFunction.CAST,
        CastFunction.TRY_CAST);
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
