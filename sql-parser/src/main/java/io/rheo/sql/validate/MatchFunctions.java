package io.rheo.sql.validate;

import java.util.List;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** Functions that mean something within {@code MATCH_RECOGNIZE} only. */
public final class MatchFunctions {
  /** The time of the last row of a match; in the plan with the column that holds it. */
  public static final SqlFunction MATCH_ROWTIME =
      SqlBasicFunction.create(
          "MATCH_ROWTIME", ReturnTypes.ARG0_NULLABLE, OperandTypes.ANY, SqlFunctionCategory.SYSTEM);

  /**
   * An expression over a row that is mapped to a pattern variable: {@code A.price} is {@code
   * $VARIABLE('A', price)}. NULL if no row is.
   */
  public static final SqlFunction VARIABLE =
      SqlBasicFunction.create(
          "$VARIABLE",
          ReturnTypes.ARG1.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.ANY_ANY,
          SqlFunctionCategory.SYSTEM);

  /** The first argument of an aggregate of which equal values count once. */
  public static final SqlFunction DISTINCT =
      SqlBasicFunction.create(
          "$DISTINCT", ReturnTypes.ARG0, OperandTypes.ANY, SqlFunctionCategory.SYSTEM);

  /**
   * The first argument of an aggregate with the condition of its FILTER: {@code SUM(A.x) FILTER
   * (WHERE A.y)} is {@code SUM($FILTER(A.x, A.y))}.
   */
  public static final SqlFunction FILTER =
      SqlBasicFunction.create(
          "$FILTER", ReturnTypes.ARG0, OperandTypes.ANY_ANY, SqlFunctionCategory.SYSTEM);

  private MatchFunctions() {}

  static List<SqlOperator> all() {
    return List.of(MATCH_ROWTIME, VARIABLE, DISTINCT, FILTER);
  }
}
