package io.rheo.sql.validate;

import io.rheo.sql.catalog.RheoTypes;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.StructKind;

/**
 * Types as columns and casts have them: the fields of a ROW can be reached as {@code column.field},
 * without the table's name, and elements of an ARRAY may be NULL.
 */
final class StructTypes {
  private static final RelDataTypeFactory FACTORY = RheoTypes.FACTORY;

  private StructTypes() {}

  static RelDataType peekable(RelDataType type) {
    return FACTORY.createTypeWithNullability(rebuilt(type), type.isNullable());
  }

  private static RelDataType rebuilt(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case ROW -> row(type);
      case ARRAY -> FACTORY.createArrayType(nullable(peekable(type.getComponentType())), -1);
      case MAP -> FACTORY.createMapType(peekable(type.getKeyType()), peekable(type.getValueType()));
      default -> type;
    };
  }

  private static RelDataType nullable(RelDataType type) {
    return FACTORY.createTypeWithNullability(type, true);
  }

  private static RelDataType row(RelDataType type) {
    RelDataTypeFactory.Builder builder = FACTORY.builder().kind(StructKind.PEEK_FIELDS_NO_EXPAND);
    type.getFieldList().forEach(field -> builder.add(field.getName(), peekable(field.getType())));
    return builder.build();
  }
}
