package io.rheo.sql.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RheoTypesTest {
  private static RelDataType type(String text) {
    String[] parts = text.split("[(:)]", -1);
    SqlTypeName name = SqlTypeName.valueOf(parts[0]);
    return parts.length == 1
        ? RheoTypes.FACTORY.createSqlType(name)
        : RheoTypes.FACTORY.createSqlType(
            name, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  @ParameterizedTest
  @CsvSource({
    "TINYINT, BIGINT",
    "INTEGER, BIGINT",
    "BIGINT, BIGINT",
    "REAL, DOUBLE",
    "DOUBLE, DOUBLE",
    "DECIMAL(10:2), 'DECIMAL(38, 2)'",
    "DECIMAL(38:0), 'DECIMAL(38, 0)'"
  })
  void sumsHaveFlinksTypes(String argument, String sum) {
    assertThat(TypeText.bare(RheoTypes.SYSTEM.deriveSumType(RheoTypes.FACTORY, type(argument))))
        .isEqualTo(sum);
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, DOUBLE",
    "BIGINT, DOUBLE",
    "REAL, DOUBLE",
    "DOUBLE, DOUBLE",
    "DECIMAL(10:2), 'DECIMAL(38, 6)'",
    "DECIMAL(20:9), 'DECIMAL(38, 9)'"
  })
  void averagesHaveFlinksTypes(String argument, String average) {
    assertThat(TypeText.bare(RheoTypes.SYSTEM.deriveAvgAggType(RheoTypes.FACTORY, type(argument))))
        .isEqualTo(average);
  }

  @ParameterizedTest
  @CsvSource({
    "DECIMAL(10:2), DECIMAL(5:1), 'DECIMAL(11, 2)', 'DECIMAL(16, 3)', 'DECIMAL(17, 8)'",
    "DECIMAL(38:2), DECIMAL(10:2), 'DECIMAL(38, 2)', 'DECIMAL(38, 4)', 'DECIMAL(38, 6)'",
    "DECIMAL(38:10), DECIMAL(38:10), 'DECIMAL(38, 9)', 'DECIMAL(38, 6)', 'DECIMAL(38, 6)'",
    "DECIMAL(10:2), INTEGER, 'DECIMAL(13, 2)', 'DECIMAL(21, 2)', 'DECIMAL(21, 13)'"
  })
  void decimalArithmeticKeepsSixDecimalsWhenItDoesNotFit(
      String left, String right, String plus, String times, String divide) {
    var factory = RheoTypes.FACTORY;
    RelDataType a = type(left);
    RelDataType b = type(right);
    assertThat(TypeText.bare(RheoTypes.SYSTEM.deriveDecimalPlusType(factory, a, b)))
        .isEqualTo(plus);
    assertThat(TypeText.bare(RheoTypes.SYSTEM.deriveDecimalMultiplyType(factory, a, b)))
        .isEqualTo(times);
    assertThat(TypeText.bare(RheoTypes.SYSTEM.deriveDecimalDivideType(factory, a, b)))
        .isEqualTo(divide);
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, INT",
    "REAL, FLOAT",
    "VARCHAR, STRING",
    "VARBINARY, BYTES",
    "TIMESTAMP, TIMESTAMP(3)",
    "TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_LTZ(3)",
    "DATE, DATE"
  })
  void typesAreWrittenAsInTheDialect(String name, String text) {
    assertThat(TypeText.bare(type(name))).isEqualTo(text);
    assertThat(TypeText.of(type(name))).isEqualTo(text + " NOT NULL");
  }
}
