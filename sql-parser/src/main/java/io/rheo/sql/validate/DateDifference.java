package io.rheo.sql.validate;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * {@code DATEDIFF('month', a, b)}, as DuckDB has it: how many months begin between two times. It is
 * the difference of both, cut off to the month.
 */
final class DateDifference {
  private static final Set<TimeUnit> UNITS =
      EnumSet.of(
          TimeUnit.YEAR,
          TimeUnit.QUARTER,
          TimeUnit.MONTH,
          TimeUnit.DAY,
          TimeUnit.HOUR,
          TimeUnit.MINUTE,
          TimeUnit.SECOND);

  private DateDifference() {}

  /** The call written out; the same object if it does not begin with a unit as text. */
  static SqlNode rewrite(SqlCall call) {
    if (call.operandCount() != 3
        || !(call.operand(0) instanceof SqlLiteral name)
        || !SqlTypeName.CHAR_TYPES.contains(name.getTypeName())) {
      return call;
    }
    String wanted = name.getValueAs(String.class).toUpperCase(Locale.ROOT);
    return UNITS.stream()
        .filter(unit -> unit.name().equals(wanted))
        .findFirst()
        .map(unit -> difference(call, unit))
        .orElse(call);
  }

  private static SqlNode difference(SqlCall call, TimeUnit unit) {
    SqlParserPos position = call.getParserPosition();
    SqlIntervalQualifier qualifier = new SqlIntervalQualifier(unit, null, position);
    return SqlStdOperatorTable.TIMESTAMP_DIFF.createCall(
        position,
        qualifier,
        cut(call.operand(1), qualifier),
        cut(column(call.operand(2)), qualifier));
  }

  /** The parser takes a name behind DATE_DIFF for that of a unit. */
  private static SqlNode column(SqlNode time) {
    if (!(time instanceof SqlIntervalQualifier unit)) {
      return time;
    }
    String name = unit.timeFrameName == null ? unit.toString() : unit.timeFrameName;
    return new SqlIdentifier(name, unit.getParserPosition());
  }

  private static SqlNode cut(SqlNode time, SqlIntervalQualifier unit) {
    SqlParserPos position = time.getParserPosition();
    SqlDataTypeSpec type =
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP, 3, position), position);
    return SqlStdOperatorTable.FLOOR.createCall(
        position, CastFunction.CAST.createCall(position, time, type), unit);
  }
}
