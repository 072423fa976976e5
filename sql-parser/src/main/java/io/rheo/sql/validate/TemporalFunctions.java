package io.rheo.sql.validate;

import static org.apache.calcite.sql.type.OperandTypes.family;

import io.rheo.sql.catalog.RheoTypes;
import io.rheo.sql.catalog.ZoneNames;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.time.DateTimeException;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Functions of dates and times that Calcite does not have, or has with other operands. */
final class TemporalFunctions {
  private static final SqlTypeFamily INTEGER = SqlTypeFamily.INTEGER;
  private static final SqlReturnTypeInference DATE_NULL_IF_NULL = nullIfNull(SqlTypeName.DATE);

  private static final SqlOperandTypeChecker ONE_OR_TWO_TEXTS =
      OperandTypes.or(
          family(SqlTypeFamily.CHARACTER),
          family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER));

  /** {@code time AT TIME ZONE zone}: what a clock there shows at an instant, and the reverse. */
  static final SqlFunction AT_TIME_ZONE =
      function(
          "AT_TIME_ZONE",
          TemporalFunctions::otherTimestamp,
          family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER));

  private TemporalFunctions() {}

  static List<SqlOperator> all() {
    return List.of(
        clock("NOW", SqlSyntax.FUNCTION, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
        clock(
            "CURRENT_ROW_TIMESTAMP",
            SqlSyntax.FUNCTION,
            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
        clock(
            "CURRENT_TIMESTAMP", SqlSyntax.FUNCTION_ID, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
        clock("LOCALTIMESTAMP", SqlSyntax.FUNCTION_ID, SqlTypeName.TIMESTAMP),
        function(
            "DATE_FORMAT",
            nullIfNull(SqlTypeName.VARCHAR),
            OperandTypes.or(
                family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER),
                family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER))),
        function("TO_DATE", nullable(SqlTypeName.DATE), ONE_OR_TWO_TEXTS),
        function(
            "TO_TIMESTAMP",
            TemporalFunctions::parsedOrCounted,
            OperandTypes.or(family(SqlTypeFamily.NUMERIC), ONE_OR_TWO_TEXTS)),
        function(
            "TO_TIMESTAMP_LTZ",
            nullable(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
            OperandTypes.or(
                family(SqlTypeFamily.NUMERIC),
                family(SqlTypeFamily.NUMERIC, SqlTypeFamily.INTEGER),
                ONE_OR_TWO_TEXTS,
                texts(3))),
        function(
            "FROM_UNIXTIME",
            nullIfNull(SqlTypeName.VARCHAR),
            OperandTypes.or(
                family(SqlTypeFamily.NUMERIC),
                family(SqlTypeFamily.NUMERIC, SqlTypeFamily.CHARACTER))),
        function(
            "UNIX_TIMESTAMP",
            TemporalFunctions::bigintNullableOfText,
            OperandTypes.or(OperandTypes.NILADIC, ONE_OR_TWO_TEXTS)),
        function("CONVERT_TZ", nullable(SqlTypeName.VARCHAR), texts(3)),
        function("DATE_ADD", TemporalFunctions::shiftedType, shiftOperands()),
        function("DATE_SUB", TemporalFunctions::shiftedType, shiftOperands()),
        function(
            "DATEDIFF",
            nullIfNull(SqlTypeName.INTEGER),
            OperandTypes.or(
                family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME),
                family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER),
                family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME),
                texts(2))),
        function(
            "LAST_DAY",
            DATE_NULL_IF_NULL,
            OperandTypes.or(family(SqlTypeFamily.DATETIME), family(SqlTypeFamily.CHARACTER))),
        function("DAYNAME", nullIfNull(SqlTypeName.VARCHAR), family(SqlTypeFamily.DATETIME)),
        function("MONTHNAME", nullIfNull(SqlTypeName.VARCHAR), family(SqlTypeFamily.DATETIME)),
        AT_TIME_ZONE,
        function("EPOCH", nullIfNull(SqlTypeName.DOUBLE), family(SqlTypeFamily.DATETIME)),
        function("EPOCH_MS", nullIfNull(SqlTypeName.BIGINT), family(SqlTypeFamily.DATETIME)),
        function(
            "DATE_BIN",
            TemporalFunctions::binned,
            family(
                SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME)),
        function(
            "TIME_BUCKET",
            TemporalFunctions::binned,
            OperandTypes.or(
                family(SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.DATETIME),
                family(
                    SqlTypeFamily.DATETIME_INTERVAL,
                    SqlTypeFamily.DATETIME,
                    SqlTypeFamily.DATETIME))),
        function(
            "TO_CHAR",
            nullIfNull(SqlTypeName.VARCHAR),
            OperandTypes.or(
                family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER),
                family(SqlTypeFamily.NUMERIC, SqlTypeFamily.CHARACTER))),
        function("MAKE_DATE", DATE_NULL_IF_NULL, family(Collections.nCopies(3, INTEGER))),
        function(
            "MAKE_TIMESTAMP",
            nullIfNull(SqlTypeName.TIMESTAMP),
            family(INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, SqlTypeFamily.NUMERIC)),
        function(
            "MAKE_TIME",
            nullIfNull(SqlTypeName.TIME),
            family(INTEGER, INTEGER, SqlTypeFamily.NUMERIC)),
        PlusOperator.INSTANCE,
        MinusOperator.INSTANCE);
  }

  private static SqlFunction function(
      String name, SqlReturnTypeInference type, SqlOperandTypeChecker operands) {
    return SqlBasicFunction.create(name, type, operands, SqlFunctionCategory.TIMEDATE);
  }

  /** The clock of the step, which does not change within a row and is part of a replay. */
  static SqlFunction clock(String name, SqlSyntax syntax, SqlTypeName type) {
    return SqlBasicFunction.create(
            name,
            ReturnTypes.explicit(RheoTypes.notNull(type)),
            syntax == SqlSyntax.FUNCTION
                ? OperandTypes.NILADIC
                : OperandTypes.or(OperandTypes.NILADIC, OperandTypes.POSITIVE_INTEGER_LITERAL),
            SqlFunctionCategory.TIMEDATE)
        .withSyntax(syntax)
        .withDeterministic(false)
        .withKind(SqlKind.OTHER_FUNCTION);
  }

  private static SqlReturnTypeInference nullIfNull(SqlTypeName name) {
    return ReturnTypes.explicit(RheoTypes.notNull(name)).andThen(SqlTypeTransforms.TO_NULLABLE);
  }

  private static SqlReturnTypeInference nullable(SqlTypeName name) {
    return ReturnTypes.explicit(RheoTypes.nullable(name));
  }

  private static SqlOperandTypeChecker texts(int count) {
    return family(Collections.nCopies(count, SqlTypeFamily.CHARACTER));
  }

  /** Text that is no time is NULL. */
  private static RelDataType bigintNullableOfText(SqlOperatorBinding call) {
    return call.getOperandCount() == 0
        ? RheoTypes.notNull(SqlTypeName.BIGINT)
        : RheoTypes.nullable(SqlTypeName.BIGINT);
  }

  /** Text gives a timestamp; seconds since 1970 give an instant, as in PostgreSQL. */
  private static RelDataType parsedOrCounted(SqlOperatorBinding call) {
    RelDataType given = call.getOperandType(0);
    return SqlTypeUtil.isNumeric(given)
        ? call.getTypeFactory()
            .createTypeWithNullability(
                RheoTypes.notNull(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE), given.isNullable())
        : RheoTypes.nullable(SqlTypeName.TIMESTAMP);
  }

  /** An instant for an instant, else a timestamp. */
  private static RelDataType binned(SqlOperatorBinding call) {
    RelDataType time = call.getOperandType(1);
    SqlTypeName name =
        time.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
            ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
            : SqlTypeName.TIMESTAMP;
    boolean nullable = call.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
    return call.getTypeFactory().createTypeWithNullability(RheoTypes.notNull(name), nullable);
  }

  private static SqlOperandTypeChecker shiftOperands() {
    return OperandTypes.or(
        family(SqlTypeFamily.DATETIME, SqlTypeFamily.INTEGER),
        family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER),
        OperandTypes.DATETIME_INTERVAL);
  }

  /** A number of days shifts to a date; an interval shifts what there is. */
  private static RelDataType shiftedType(SqlOperatorBinding call) {
    boolean keepsType = SqlTypeUtil.isInterval(call.getOperandType(1));
    RelDataType type = keepsType ? call.getOperandType(0) : RheoTypes.notNull(SqlTypeName.DATE);
    boolean nullable = call.getOperandType(0).isNullable() || call.getOperandType(1).isNullable();
    return call.getTypeFactory().createTypeWithNullability(type, nullable);
  }

  /** {@code AT TIME ZONE} of a zone that is known when the query is planned. */
  static SqlNode atTimeZone(SqlCall call) {
    SqlNode zone = call.operand(1);
    if (!(zone instanceof SqlLiteral literal)
        || !SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())) {
      throw new Refusal(
          SqlError.of(ErrorCode.WRONG_ARGUMENTS, "the zone of AT TIME ZONE must be a constant")
              .fix("write a zone such as 'Europe/Zurich' or '+02:00'"),
          zone.getParserPosition());
    }
    String name = literal.getValueAs(String.class);
    try {
      ZoneNames.zone(name);
    } catch (DateTimeException e) {
      throw new Refusal(
          SqlError.of(ErrorCode.WRONG_ARGUMENTS, "'" + name + "' is not a zone")
              .fix("write a zone such as 'Europe/Zurich' or '+02:00'"),
          zone.getParserPosition());
    }
    return AT_TIME_ZONE.createCall(call.getParserPosition(), call.getOperandList());
  }

  private static RelDataType otherTimestamp(SqlOperatorBinding call) {
    SqlTypeName given = call.getOperandType(0).getSqlTypeName();
    SqlTypeName other =
        given == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
            ? SqlTypeName.TIMESTAMP
            : SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
    return call.getTypeFactory()
        .createTypeWithNullability(RheoTypes.notNull(other), call.getOperandType(0).isNullable());
  }
}
