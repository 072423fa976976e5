package io.rheo.sql.validate;

import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Scalar functions that Calcite does not have, or has with another meaning than Flink. The engine
 * finds its implementation of each by the operator's name; this class gives only types.
 */
public final class RheoFunctions {
  /** The clock of the step, as an instant; a column {@code AS PROCTIME()} is a time attribute. */
  public static final SqlFunction PROCTIME =
      TemporalFunctions.clock(
          "PROCTIME", SqlSyntax.FUNCTION, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);

  /** Text that is JSON: {@code JSON_OBJECT} and its kin do not quote it. */
  public static final SqlFunction JSON = JsonFunctions.JSON;

  /**
   * TRUE for a count of one row or none; an error of the row for more. Users cannot call it: plans
   * have it where a sub-query must give one value.
   */
  public static final SqlFunction ONE_ROW =
      SqlBasicFunction.create(
          "$ONE_ROW", ReturnTypes.BOOLEAN, OperandTypes.INTEGER, SqlFunctionCategory.SYSTEM);

  private RheoFunctions() {}

  static List<SqlOperator> all() {
    List<SqlOperator> others = List.of(PROCTIME, CastFunction.CAST, CastFunction.TRY_CAST);
    return Stream.of(
            others,
            MatchFunctions.all(),
            TemporalFunctions.all(),
            TextFunctions.all(),
            NumberFunctions.all(),
            JsonFunctions.all(),
            CollectionFunctions.all())
        .flatMap(List::stream)
        .toList();
  }
}
