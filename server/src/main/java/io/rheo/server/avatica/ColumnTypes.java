package io.rheo.server.avatica;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.jdbc.Protocol;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.ColumnMetaData.AvaticaType;
import org.apache.calcite.avatica.ColumnMetaData.Rep;

/**
 * The JDBC side of the engine's types. The representations are those that both serialisations carry
 * without loss: times as numbers, intervals, MAP and ROW as text.
 */
final class ColumnTypes {
  private static final int DISPLAY_MAX = 64;

  private ColumnTypes() {}

  /**
   * The columns of a result; those of an updating query start with the kind of change.
   *
   * @param zone that a TIMESTAMP_LTZ, which travels as milliseconds since 1970 UTC, is shown in;
   *     the driver finds it where JDBC has the column's catalog
   */
  static List<ColumnMetaData> columns(RowType rows, boolean updating, ZoneId zone) {
    List<ColumnMetaData> columns = new ArrayList<>(rows.size() + 1);
    if (updating) {
      DataType kind = DataType.sized(TypeName.VARCHAR, 2).notNull();
      columns.add(column(0, new Field(Protocol.CHANGE_COLUMN, kind), Protocol.CHANGES_TABLE, ""));
    }
    for (Field field : rows.fields()) {
      boolean instant = field.type().name() == TypeName.TIMESTAMP_LTZ;
      columns.add(column(columns.size(), field, "", instant ? zone.getId() : ""));
    }
    return columns;
  }

  static ColumnMetaData column(int ordinal, Field field, String table, String catalog) {
    DataType type = field.type();
    AvaticaType avatica = avaticaType(type);
    return new ColumnMetaData(
        ordinal,
        false,
        true,
        true,
        false,
        type.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        isSigned(type),
        displaySize(type),
        field.name(),
        field.name(),
        "",
        precision(type),
        type.scale(),
        table,
        catalog,
        avatica,
        true,
        false,
        false,
        className(avatica));
  }

  /** The class of {@code getObject}. */
  private static String className(AvaticaType type) {
    return switch (type.id) {
      case Types.DATE -> "java.sql.Date";
      case Types.TIME -> "java.sql.Time";
      case Types.TIMESTAMP -> "java.sql.Timestamp";
      case Types.VARBINARY, Types.BINARY -> "[B";
      case Types.OTHER -> "java.lang.String";
      default -> type.columnClassName();
    };
  }

  static AvaticaType avaticaType(DataType type) {
    String name = typeName(type);
    return switch (type.name()) {
      case BOOLEAN -> ColumnMetaData.scalar(Types.BOOLEAN, name, Rep.BOOLEAN);
      case TINYINT -> ColumnMetaData.scalar(Types.TINYINT, name, Rep.BYTE);
      case SMALLINT -> ColumnMetaData.scalar(Types.SMALLINT, name, Rep.SHORT);
      case INTEGER -> ColumnMetaData.scalar(Types.INTEGER, name, Rep.INTEGER);
      case BIGINT -> ColumnMetaData.scalar(Types.BIGINT, name, Rep.LONG);
      case DECIMAL -> ColumnMetaData.scalar(Types.DECIMAL, name, Rep.NUMBER);
      case FLOAT -> ColumnMetaData.scalar(Types.REAL, name, Rep.FLOAT);
      case DOUBLE -> ColumnMetaData.scalar(Types.DOUBLE, name, Rep.DOUBLE);
      case CHAR -> ColumnMetaData.scalar(Types.CHAR, name, Rep.STRING);
      case VARCHAR -> ColumnMetaData.scalar(Types.VARCHAR, name, Rep.STRING);
      case BINARY -> ColumnMetaData.scalar(Types.BINARY, name, Rep.BYTE_STRING);
      case VARBINARY -> ColumnMetaData.scalar(Types.VARBINARY, name, Rep.BYTE_STRING);
      case DATE -> ColumnMetaData.scalar(Types.DATE, name, Rep.PRIMITIVE_INT);
      case TIME -> ColumnMetaData.scalar(Types.TIME, name, Rep.PRIMITIVE_INT);
      case TIMESTAMP, TIMESTAMP_LTZ ->
          ColumnMetaData.scalar(Types.TIMESTAMP, name, Rep.PRIMITIVE_LONG);
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
          ColumnMetaData.scalar(Types.VARCHAR, name, Rep.STRING);
      case ARRAY ->
          isTextOnTheWire(type)
              ? ColumnMetaData.scalar(Types.OTHER, name, Rep.STRING)
              : ColumnMetaData.array(avaticaType(type.element()), name, Rep.ARRAY);
      case MAP, ROW -> ColumnMetaData.scalar(Types.OTHER, name, Rep.STRING);
    };
  }

  /**
   * Whether values are sent as JSON text. So are arrays of dates, times and nested values: as a
   * {@code java.sql.Array} Avatica cannot read the former, and the latter would be quoted texts.
   */
  static boolean isTextOnTheWire(DataType type) {
    return switch (type.name()) {
      case MAP, ROW -> true;
      case ARRAY ->
          switch (type.element().name()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> true;
            default -> isTextOnTheWire(type.element());
          };
      default -> false;
    };
  }

  /** The {@code java.sql.Types} number. */
  static int jdbcType(DataType type) {
    return avaticaType(type).id;
  }

  /** The type as SQL spells it, without {@code NOT NULL}. */
  static String typeName(DataType type) {
    return type.withNullable(true).toString();
  }

  static int precision(DataType type) {
    return switch (type.name()) {
      case BOOLEAN -> 1;
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      case FLOAT -> 7;
      case DOUBLE -> 15;
      case DATE -> 10;
      case DECIMAL, CHAR, VARCHAR, BINARY, VARBINARY, TIME, TIMESTAMP, TIMESTAMP_LTZ ->
          type.precision();
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, ARRAY, MAP, ROW -> 0;
    };
  }

  private static int displaySize(DataType type) {
    return switch (type.name()) {
      case TIME -> 12;
      case TIMESTAMP, TIMESTAMP_LTZ -> 23;
      case DOUBLE, FLOAT -> 24;
      case CHAR -> type.precision(); // Avatica pads a CHAR to it
      default -> Math.min(DISPLAY_MAX, Math.max(precision(type) + 1, 10));
    };
  }

  private static boolean isSigned(DataType type) {
    return switch (type.name()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, FLOAT, DOUBLE -> true;
      case BOOLEAN,
          CHAR,
          VARCHAR,
          BINARY,
          VARBINARY,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_LTZ,
          INTERVAL_YEAR_MONTH,
          INTERVAL_DAY_TIME,
          ARRAY,
          MAP,
          ROW ->
          false;
    };
  }
}
