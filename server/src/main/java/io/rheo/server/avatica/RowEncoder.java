package io.rheo.server.avatica;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.Column;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import io.rheo.jdbc.Protocol;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Batches as the rows of JDBC, which every client of Avatica's reads: one list a row. A row of a
 * changelog starts with its kind, see {@link ChangeRows}.
 */
final class RowEncoder implements FrameEncoder {
  private final RowType type;
  private final boolean updating;
  private final boolean upsert;
  private final WireValues values;
  private Iterator<List<Object>> encoded = Collections.emptyIterator();

  /**
   * @param upsert leave out {@code -U}
   * @param zone of a TIMESTAMP_LTZ inside of a text
   */
  RowEncoder(RowType type, boolean updating, boolean upsert, ZoneId zone) {
    this.type = type;
    this.updating = updating;
    this.upsert = upsert;
    this.values = new WireValues(zone);
  }

  @Override
  public void start(Batch batch) {
    int first = updating ? 1 : 0;
    Object[][] cells = new Object[batch.rowCount()][first + type.size()];
    for (int column = 0; column < type.size(); column++) {
      fill(cells, first + column, batch.column(column), type.type(column));
    }
    List<List<Object>> rows = new ArrayList<>(cells.length);
    if (updating) {
      addChanges(ChangeRows.of(batch, upsert), cells, rows);
    } else {
      for (Object[] row : cells) {
        rows.add(Arrays.asList(row));
      }
    }
    encoded = rows.iterator();
  }

  private static void addChanges(ChangeRows changes, Object[][] cells, List<List<Object>> rows) {
    for (int i = 0; i < changes.count(); i++) {
      Object[] row = cells[changes.rows()[i]];
      row[0] = Protocol.changeKinds().get(changes.kinds()[i]);
      rows.add(Arrays.asList(row));
    }
  }

  private void fill(Object[][] cells, int target, Column column, DataType columnType) {
    for (int row = 0; row < cells.length; row++) {
      Object value = BoxedValues.get(column, columnType, row);
      cells[row][target] = value == null ? null : values.convert(value, columnType);
    }
  }

  @Override
  public boolean hasMore() {
    return encoded.hasNext();
  }

  @Override
  public void take(int rowsMax, FrameRows frame) {
    for (int taken = 0; taken < rowsMax && encoded.hasNext(); taken++) {
      frame.add(encoded.next(), 1);
    }
  }
}
