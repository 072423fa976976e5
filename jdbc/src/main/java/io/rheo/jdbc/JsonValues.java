package io.rheo.jdbc;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.ColumnMetaData.ArrayType;
import org.apache.calcite.avatica.ColumnMetaData.AvaticaType;

/**
 * Gives values that came as JSON their types back, where Avatica does not: numbers in arrays, and
 * NaN and the infinities, which JSON knows only as text.
 */
final class JsonValues {
  private JsonValues() {}

  /** The row with its values in place; other rows than lists do not come as JSON. */
  @SuppressWarnings("unchecked") // the rows of a JSON frame are lists of what JSON knows
  static Object typed(Object row, List<ColumnMetaData> columns) {
    List<Object> values = (List<Object>) row;
    for (int i = 0; i < columns.size(); i++) {
      AvaticaType type = columns.get(i).type;
      Object value = values.get(i);
      boolean oddNumber =
          value instanceof String && (type.id == Types.DOUBLE || type.id == Types.REAL);
      if (oddNumber || value instanceof List<?>) {
        values.set(i, typed(value, type));
      }
    }
    return row;
  }

  private static Object typed(Object value, AvaticaType type) {
    if (value instanceof List<?> elements && type instanceof ArrayType array) {
      List<Object> typed = new ArrayList<>(elements.size());
      for (Object element : elements) {
        typed.add(typed(element, array.getComponent()));
      }
      return typed;
    } else if (value instanceof Number number) {
      return typed(number, type);
    } else if (value instanceof String text) {
      return switch (type.id) {
        case Types.DOUBLE -> Double.valueOf(text);
        case Types.REAL -> Float.valueOf(text);
        default -> text;
      };
    }
    return value;
  }

  private static Object typed(Number number, AvaticaType type) {
    return switch (type.id) {
      case Types.TINYINT -> number.byteValue();
      case Types.SMALLINT -> number.shortValue();
      case Types.INTEGER, Types.DATE, Types.TIME -> number.intValue();
      case Types.BIGINT, Types.TIMESTAMP -> number.longValue();
      case Types.REAL -> number.floatValue();
      case Types.DOUBLE -> number.doubleValue();
      default -> number;
    };
  }
}
