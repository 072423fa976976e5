package io.rheo.sql.catalog;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.type.SqlTypeName;

/** The type system of the dialect, and the one factory that makes its types. */
public final class RheoTypes {
  /** Digits after the seconds' point: the engine counts milliseconds. */
  public static final int TIME_PRECISION_MAX = 3;

  /** Digits that a declaration may ask for; those beyond the engine's are not kept. */
  public static final int TIME_PRECISION_DECLARED_MAX = 9;

  public static final RelDataTypeSystem SYSTEM = new RheoTypeSystem();

  /** Thread-safe; types that are equal are the same object. */
  public static final RelDataTypeFactory FACTORY = new Factory();

  private RheoTypes() {}

  /** Whether a column of this type can be a time attribute. */
  public static boolean isTimestamp(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return name == SqlTypeName.TIMESTAMP || name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  /** {@code TIMESTAMP(3) NOT NULL} or {@code TIMESTAMP_LTZ(3) NOT NULL}, as the given type is. */
  public static RelDataType windowTime(RelDataType timeType) {
    return FACTORY.createSqlType(timeType.getSqlTypeName(), TIME_PRECISION_MAX);
  }

  public static RelDataType notNull(SqlTypeName name) {
    return FACTORY.createSqlType(name);
  }

  public static RelDataType nullable(SqlTypeName name) {
    return FACTORY.createTypeWithNullability(FACTORY.createSqlType(name), true);
  }

  private static final class Factory extends JavaTypeFactoryImpl {
    Factory() {
      super(SYSTEM);
    }

    @Override
    public Charset getDefaultCharset() {
      return StandardCharsets.UTF_8;
    }
  }
}
