package io.rheo.server.avatica;

import io.rheo.engine.type.DataType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Values as they travel, of those that the engine's {@code BoxedValues} have: numbers in the JDBC
 * type's class; intervals, MAP, ROW and what else is {@link ColumnTypes#isTextOnTheWire} as text.
 *
 * @param zone of a TIMESTAMP_LTZ inside of a text
 */
record WireValues(ZoneId zone) {
  Object convert(Object value, DataType type) {
    return switch (type.name()) {
      case BOOLEAN,
          INTEGER,
          BIGINT,
          DECIMAL,
          DOUBLE,
          CHAR,
          VARCHAR,
          BINARY,
          VARBINARY,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_LTZ ->
          value;
      case TINYINT -> ((Integer) value).byteValue();
      case SMALLINT -> ((Integer) value).shortValue();
      case FLOAT -> ((Double) value).floatValue();
      case INTERVAL_YEAR_MONTH -> NestedText.months((Long) value);
      case INTERVAL_DAY_TIME -> NestedText.dayTime((Long) value);
      case ARRAY ->
          ColumnTypes.isTextOnTheWire(type)
              ? NestedText.json(value, type, zone)
              : array((List<?>) value, type.element());
      case MAP, ROW -> NestedText.json(value, type, zone);
    };
  }

  private List<Object> array(List<?> elements, DataType type) {
    List<Object> converted = new ArrayList<>(elements.size());
    for (Object element : elements) {
      converted.add(element == null ? null : convert(element, type));
    }
    return converted;
  }
}
