package io.rheo.engine.planner.expression;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/** Calcite's types as ours. */
public final class DataTypes {
  private static final int TIME_PRECISION_MAX = 3;

  private DataTypes() {}

  /** Throws {@link NotSupportedException} for a type that no column can have. */
  public static DataType of(RelDataType type) {
    return unqualified(type).withNullable(type.isNullable());
  }

  /** The columns of a relation. */
  public static RowType rowType(RelDataType row) {
    return new RowType(fields(row));
  }

  private static DataType unqualified(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return switch (name) {
      case BOOLEAN -> DataType.of(TypeName.BOOLEAN);
      case TINYINT -> DataType.of(TypeName.TINYINT);
      case SMALLINT -> DataType.of(TypeName.SMALLINT);
      case INTEGER -> DataType.of(TypeName.INTEGER);
      case BIGINT -> DataType.of(TypeName.BIGINT);
      case REAL -> DataType.of(TypeName.FLOAT);
      // The parser makes REAL of FLOAT; Calcite's functions mean eight bytes by it.
      case FLOAT, DOUBLE -> DataType.of(TypeName.DOUBLE);
      case DECIMAL -> DataType.decimal(type.getPrecision(), type.getScale());
      case CHAR -> DataType.sized(TypeName.CHAR, length(type));
      case VARCHAR -> DataType.sized(TypeName.VARCHAR, length(type));
      case BINARY -> DataType.sized(TypeName.BINARY, length(type));
      case VARBINARY -> DataType.sized(TypeName.VARBINARY, length(type));
      case DATE -> DataType.of(TypeName.DATE);
      case TIME -> DataType.sized(TypeName.TIME, fraction(type));
      case TIMESTAMP -> DataType.sized(TypeName.TIMESTAMP, fraction(type));
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> DataType.sized(TypeName.TIMESTAMP_LTZ, fraction(type));
      case ARRAY -> DataType.array(of(type.getComponentType()));
      case MAP -> DataType.map(of(type.getKeyType()), of(type.getValueType()));
      case MULTISET -> // each element and how often it is there
          DataType.map(of(type.getComponentType()), DataType.of(TypeName.INTEGER).notNull());
      case ROW -> DataType.row(fields(type));
      case NULL -> DataType.of(TypeName.VARCHAR); // the type of a bare NULL: any will do
      default -> interval(type);
    };
  }

  private static DataType interval(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)) {
      return DataType.of(TypeName.INTERVAL_YEAR_MONTH);
    } else if (SqlTypeName.DAY_INTERVAL_TYPES.contains(name)) {
      return DataType.of(TypeName.INTERVAL_DAY_TIME);
    }
    throw new NotSupportedException("type " + type.getFullTypeString());
  }

  private static int length(RelDataType type) {
    return type.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
        ? DataType.UNLIMITED
        : type.getPrecision();
  }

  private static int fraction(RelDataType type) {
    int precision = Math.max(0, type.getPrecision());
    if (precision > TIME_PRECISION_MAX) {
      throw new NotSupportedException(
          type.getSqlTypeName().getName() + "(" + precision + "): the engine counts milliseconds;");
    }
    return precision;
  }

  private static List<Field> fields(RelDataType row) {
    return row.getFieldList().stream().map(DataTypes::field).toList();
  }

  private static Field field(RelDataTypeField field) {
    return new Field(field.getName(), of(field.getType()));
  }
}
