package io.rheo.sql.catalog;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;

/** Types in the spelling of the dialect. */
public final class TypeText {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private TypeText() {}

  /** The names of the types that a column can have. */
  public static List<String> names() {
    return List.of(
        "BOOLEAN",
        "TINYINT",
        "SMALLINT",
        "INT",
        "BIGINT",
        "DECIMAL",
        "FLOAT",
        "DOUBLE",
        "STRING",
        "VARCHAR",
        "CHAR",
        "BYTES",
        "VARBINARY",
        "BINARY",
        "DATE",
        "TIME",
        "TIMESTAMP",
        "TIMESTAMP_LTZ",
        "ARRAY",
        "MAP",
        "ROW");
  }

  /** The type as {@code CREATE TABLE} takes it, with {@code NOT NULL} where it applies. */
  public static String of(RelDataType type) {
    return type.isNullable() ? bare(type) : bare(type) + " NOT NULL";
  }

  /** The type without a word on NULL. */
  public static String bare(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case REAL, FLOAT -> "FLOAT";
      case INTEGER -> "INT";
      case VARCHAR -> sized("VARCHAR", "STRING", type);
      case VARBINARY -> sized("VARBINARY", "BYTES", type);
      case CHAR, BINARY -> type.getSqlTypeName() + "(" + type.getPrecision() + ")";
      case DECIMAL -> "DECIMAL(" + type.getPrecision() + ", " + type.getScale() + ")";
      case TIME, TIMESTAMP -> type.getSqlTypeName() + "(" + type.getPrecision() + ")";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "TIMESTAMP_LTZ(" + type.getPrecision() + ")";
      case ARRAY -> "ARRAY<" + bare(type.getComponentType()) + ">";
      case MAP -> "MAP<" + bare(type.getKeyType()) + ", " + bare(type.getValueType()) + ">";
      case MULTISET -> "MULTISET<" + bare(type.getComponentType()) + ">";
      case ROW -> row(type);
      default -> type.toString();
    };
  }

  private static String row(RelDataType type) {
    return type.getFieldList().stream()
        .map(field -> Names.quoteIfNeeded(field.getName()) + " " + bare(field.getType()))
        .collect(Collectors.joining(", ", "ROW<", ">"));
  }

  private static String sized(String name, String unlimited, RelDataType type) {
    int size = type.getPrecision();
    return size < 0 || size == UNLIMITED ? unlimited : name + "(" + size + ")";
  }
}
