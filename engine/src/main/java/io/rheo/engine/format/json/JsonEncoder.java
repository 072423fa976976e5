package io.rheo.engine.format.json;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.format.RecordEncoder;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;

/** Encodes rows as JSON objects, compact, with the fields in the order of the columns. */
final class JsonEncoder implements RecordEncoder {
  private final JsonOptions options;
  private final RowType record;
  private final byte[][] names; // as JSON strings with the colon
  private final JsonValueWriter values;

  JsonEncoder(JsonOptions options, RowType record) {
    this.options = options;
    this.record = record;
    values = new JsonValueWriter(options);
    names = new byte[record.size()][];
    ByteSink name = new ByteSink();
    for (int i = 0; i < names.length; i++) {
      name.clear();
      JsonStrings.put(record.name(i), name);
      name.put(':');
      names[i] = name.copy();
    }
  }

  @Override
  public void encode(Batch batch, int row, ByteSink out) {
    out.put('{');
    boolean first = true;
    for (int i = 0; i < names.length; i++) {
      Column column = batch.column(i);
      boolean isNull = column.isNull(row);
      if (isNull && options.ignoreNullFields()) {
        continue;
      }
      if (!first) {
        out.put(',');
      }
      first = false;
      out.put(names[i], 0, names[i].length);
      if (isNull) {
        out.putAscii("null");
      } else {
        putValue(column, record.type(i), row, out);
      }
    }
    out.put('}');
  }

  private void putValue(Column column, DataType type, int row, ByteSink out) {
    switch (type.name()) {
      case CHAR, VARCHAR -> {
        BytesColumn texts = (BytesColumn) column;
        JsonStrings.put(texts.bytes(), texts.starts()[row], texts.lengths()[row], out);
      }
      case BIGINT -> out.putLong(((LongColumn) column).values()[row]);
      default -> values.put(BoxedValues.get(column, type, row), type, out);
    }
  }
}
