package io.rheo.sql.validate;

import io.rheo.sql.catalog.RheoTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Optionality;

/**
 * Aggregate functions that Calcite does not have, has for other forms only, or gives another type.
 * All may be NULL, whatever their arguments are: there may be no row that counts. The engine finds
 * its implementation of each by the operator's name.
 */
final class RheoAggregates {
  private static final SqlReturnTypeInference DOUBLE =
      ReturnTypes.explicit(RheoTypes.nullable(SqlTypeName.DOUBLE));
  private static final SqlReturnTypeInference STRING =
      ReturnTypes.explicit(RheoTypes.nullable(SqlTypeName.VARCHAR));
  private static final SqlReturnTypeInference FIRST_ARGUMENT =
      call -> nullable(call, call.getOperandType(0));

  private static final SqlOperandTypeChecker PERCENTILE_OPERANDS =
      OperandTypes.or(
          OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.NUMERIC),
          OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.ARRAY),
          OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.NUMERIC, SqlTypeFamily.BOOLEAN));

  /** Of APPROX_PERCENTILE, if a call does not give it. */
  static final SqlLiteral ACCURACY = SqlLiteral.createExactNumeric("256", SqlParserPos.ZERO);

  /** The value, the fraction, the accuracy, and TRUE for descending order. */
  private static final SqlOperandTypeChecker APPROXIMATE_OPERANDS =
      OperandTypes.or(
          OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.NUMERIC),
          OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.ARRAY),
          OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC),
          OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.ARRAY, SqlTypeFamily.NUMERIC),
          OperandTypes.family(
              SqlTypeFamily.ANY,
              SqlTypeFamily.NUMERIC,
              SqlTypeFamily.NUMERIC,
              SqlTypeFamily.BOOLEAN));

  /** {@code PERCENTILE_CONT(x, fraction [, descending])}: see {@link AggregateForms}. */
  static final SqlAggFunction PERCENTILE_CONT =
      basic("PERCENTILE_CONT", RheoAggregates::interpolated, PERCENTILE_OPERANDS);

  /** {@code PERCENTILE_DISC(x, fraction [, descending])}: see {@link AggregateForms}. */
  static final SqlAggFunction PERCENTILE_DISC =
      basic("PERCENTILE_DISC", RheoAggregates::chosen, PERCENTILE_OPERANDS);

  /** {@code MODE(x [, descending])}: see {@link AggregateForms}. */
  static final SqlAggFunction MODE =
      basic(
          "MODE",
          FIRST_ARGUMENT,
          OperandTypes.or(
              OperandTypes.ANY, OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.BOOLEAN)));

  /** Strings one after the other; the separator is a comma unless there is another. */
  static final SqlAggFunction LISTAGG =
      SqlBasicAggFunction.create(
              "LISTAGG",
              SqlKind.LISTAGG,
              STRING,
              OperandTypes.STRING.or(OperandTypes.STRING_STRING))
          .withFunctionType(SqlFunctionCategory.SYSTEM)
          .withGroupOrder(Optionality.OPTIONAL);

  static final SqlAggFunction ARRAY_AGG =
      SqlBasicAggFunction.create(
              "ARRAY_AGG",
              SqlKind.OTHER_FUNCTION,
              call -> nullable(call, array(call, call.getOperandType(0))),
              OperandTypes.ANY)
          .withFunctionType(SqlFunctionCategory.SYSTEM)
          .withGroupOrder(Optionality.OPTIONAL)
          .withAllowsNullTreatment(true);

  private RheoAggregates() {}

  static List<SqlOperator> all() {
    List<SqlOperator> all = new ArrayList<>();
    all.add(firstOrLast("FIRST_VALUE", SqlKind.FIRST_VALUE));
    all.add(firstOrLast("LAST_VALUE", SqlKind.LAST_VALUE));
    all.add(
        SqlBasicAggFunction.create(
                "NTH_VALUE", SqlKind.NTH_VALUE, FIRST_ARGUMENT, OperandTypes.ANY_NUMERIC)
            .withFunctionType(SqlFunctionCategory.SYSTEM)
            .withOver(true)
            .withAllowsNullTreatment(true));
    all.add(basic("ANY_VALUE", FIRST_ARGUMENT, OperandTypes.ANY));
    for (String name : List.of("ARG_MIN", "ARG_MAX", "MIN_BY", "MAX_BY")) {
      all.add(basic(name, FIRST_ARGUMENT, OperandTypes.ANY_ANY));
    }
    for (String name :
        List.of(
            "STDDEV", "STDDEV_POP", "STDDEV_SAMP", "VARIANCE", "VAR_POP", "VAR_SAMP", "MEDIAN")) {
      all.add(basic(name, DOUBLE, OperandTypes.NUMERIC));
    }
    for (String name :
        List.of(
            "COVAR_POP",
            "COVAR_SAMP",
            "CORR",
            "REGR_SXX",
            "REGR_SYY",
            "REGR_SXY",
            "REGR_AVGX",
            "REGR_AVGY",
            "REGR_SLOPE",
            "REGR_INTERCEPT",
            "REGR_R2")) {
      all.add(basic(name, DOUBLE, OperandTypes.NUMERIC_NUMERIC));
    }
    all.add(
        basic(
            "REGR_COUNT",
            ReturnTypes.explicit(RheoTypes.notNull(SqlTypeName.BIGINT)),
            OperandTypes.NUMERIC_NUMERIC));
    all.add(MODE);
    all.add(PERCENTILE_CONT);
    all.add(PERCENTILE_DISC);
    for (String name : List.of("PERCENTILE", "QUANTILE_CONT")) {
      all.add(basic(name, RheoAggregates::interpolated, PERCENTILE_OPERANDS));
    }
    all.add(basic("QUANTILE_DISC", RheoAggregates::chosen, PERCENTILE_OPERANDS));
    for (String name : List.of("APPROX_PERCENTILE", "APPROX_QUANTILE")) {
      all.add(basic(name, RheoAggregates::chosen, APPROXIMATE_OPERANDS));
    }
    all.add(LISTAGG);
    all.add(ARRAY_AGG);
    all.add(basic("PRODUCT", DOUBLE, OperandTypes.NUMERIC));
    all.add(
        basic("MAP_AGG", RheoAggregates::map, OperandTypes.ANY_ANY)
            .withGroupOrder(Optionality.OPTIONAL));
    all.add(basic("COLLECT", RheoAggregates::counts, OperandTypes.ANY));
    all.add(
        SqlBasicAggFunction.create(
            "COUNT_IF",
            SqlKind.COUNTIF,
            SqlLibraryOperators.COUNTIF.getReturnTypeInference(),
            OperandTypes.BOOLEAN));
    return all;
  }

  private static SqlAggFunction firstOrLast(String name, SqlKind kind) {
    return SqlBasicAggFunction.create(
            name,
            kind,
            FIRST_ARGUMENT,
            OperandTypes.or(
                OperandTypes.ANY, OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.BOOLEAN)))
        .withFunctionType(SqlFunctionCategory.SYSTEM)
        .withGroupOrder(Optionality.OPTIONAL)
        .withAllowsNullTreatment(true);
  }

  /** A kind of its own would let Calcite rewrite it. */
  private static SqlBasicAggFunction basic(
      String name, SqlReturnTypeInference type, SqlOperandTypeChecker operands) {
    return SqlBasicAggFunction.create(name, SqlKind.OTHER_FUNCTION, type, operands)
        .withFunctionType(SqlFunctionCategory.SYSTEM);
  }

  private static RelDataType interpolated(SqlOperatorBinding call) {
    RelDataType number = call.getTypeFactory().createSqlType(SqlTypeName.DOUBLE);
    return nullable(call, perFraction(call, number));
  }

  private static RelDataType chosen(SqlOperatorBinding call) {
    RelDataType value =
        call.getTypeFactory().createTypeWithNullability(call.getOperandType(0), false);
    return nullable(call, perFraction(call, value));
  }

  /** One value, or an array of one for each fraction of an array. */
  private static RelDataType perFraction(SqlOperatorBinding call, RelDataType value) {
    boolean several = call.getOperandType(1).getSqlTypeName() == SqlTypeName.ARRAY;
    return several ? array(call, value) : value;
  }

  /** Each value and how often it is there. */
  private static RelDataType counts(SqlOperatorBinding call) {
    RelDataTypeFactory types = call.getTypeFactory();
    RelDataType value = types.createTypeWithNullability(call.getOperandType(0), false);
    return nullable(call, types.createMultisetType(value, -1));
  }

  private static RelDataType map(SqlOperatorBinding call) {
    RelDataTypeFactory types = call.getTypeFactory();
    RelDataType key = types.createTypeWithNullability(call.getOperandType(0), false);
    RelDataType value = types.createTypeWithNullability(call.getOperandType(1), true);
    return nullable(call, types.createMapType(key, value));
  }

  private static RelDataType array(SqlOperatorBinding call, RelDataType element) {
    return call.getTypeFactory().createArrayType(element, -1);
  }

  private static RelDataType nullable(SqlOperatorBinding call, RelDataType type) {
    return call.getTypeFactory().createTypeWithNullability(type, true);
  }
}
