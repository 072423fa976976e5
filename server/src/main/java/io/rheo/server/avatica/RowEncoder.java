package io.rheo.server.avatica;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Batches as the rows of JDBC: one list a row. A row of a changelog starts with its kind. Of a
 * retraction that is directly followed by an insertion the first is {@code -U} and the second
 * {@code +U}; others are {@code -D} and {@code +I}; a weight of several is as many rows.
 */
final class RowEncoder {
  private final RowType type;
  private final boolean updating;
  private final boolean upsert;
  private final ZoneId zone;

  /**
   * @param upsert leave out {@code -U}
   * @param zone of a TIMESTAMP_LTZ inside of a text
   */
  RowEncoder(RowType type, boolean updating, boolean upsert, ZoneId zone) {
    this.type = type;
    this.updating = updating;
    this.upsert = upsert;
    this.zone = zone;
  }

  /** The rows of a batch, in order. */
  List<Object> encode(Batch batch) {
    int first = updating ? 1 : 0;
    Object[][] cells = new Object[batch.rowCount()][first + type.size()];
    for (int column = 0; column < type.size(); column++) {
      fill(cells, first + column, batch.column(column), type.type(column));
    }
    List<Object> rows = new ArrayList<>(cells.length);
    if (updating) {
      addChanges(batch, cells, rows);
    } else {
      for (Object[] row : cells) {
        rows.add(Arrays.asList(row));
      }
    }
    return rows;
  }

  private void addChanges(Batch batch, Object[][] cells, List<Object> rows) {
    for (int row = 0; row < cells.length; row++) {
      boolean replaced =
          batch.weight(row) == -1 && row + 1 < cells.length && batch.weight(row + 1) == 1;
      if (replaced) {
        if (!upsert) {
          add(rows, cells[row], "-U", 1);
        }
        row++;
        add(rows, cells[row], "+U", 1);
      } else {
        int weight = batch.weight(row);
        add(rows, cells[row], weight > 0 ? "+I" : "-D", Math.abs(weight));
      }
    }
  }

  private static void add(List<Object> rows, Object[] row, String kind, int times) {
    row[0] = kind;
    List<Object> list = Arrays.asList(row);
    for (int i = 0; i < times; i++) {
      rows.add(list);
    }
  }

  private void fill(Object[][] cells, int target, Column column, DataType type) {
    for (int row = 0; row < cells.length; row++) {
      Object value = BoxedValues.get(column, type, row);
      cells[row][target] = value == null ? null : convert(value, type);
    }
  }

  private Object convert(Object value, DataType type) {
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

  /** About how many bytes the strings of a batch take. */
  static long bytes(Batch batch) {
    long bytes = 0;
    for (int column = 0; column < batch.columnCount(); column++) {
      if (batch.column(column) instanceof BytesColumn strings) {
        for (int row = 0; row < batch.rowCount(); row++) {
          bytes += strings.lengths()[row];
        }
      }
    }
    return bytes;
  }
}
