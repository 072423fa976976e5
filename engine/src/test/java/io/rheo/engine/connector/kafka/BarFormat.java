package io.rheo.engine.connector.kafka;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.format.Format;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.format.RecordEncoder;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.nio.charset.StandardCharsets;

/**
 * A format that is easy to read in tests: BIGINT and STRING columns with {@code |} between, an
 * empty one is NULL. Fails if there is no padding behind a record.
 */
final class BarFormat implements Format {
  @Override
  public String name() {
    return "bar";
  }

  @Override
  public RecordDecoder decoder(Options options, RowType record, int[] targets) {
    boolean ignores = options.getBoolean("ignore-parse-errors", true);
    return new RecordDecoder() {
      @Override
      public String decode(byte[] bytes, int offset, int length, BatchBuilder rows) {
        if (offset + length + PADDING > bytes.length) {
          throw new AssertionError("no padding");
        }
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        String[] values = text.split("\\|", -1);
        if (values.length != record.size()) {
          return values.length + " values for " + record.size() + " columns";
        }
        for (int i = 0; i < values.length; i++) {
          Object value = values[i].isEmpty() ? null : values[i];
          if (value != null && record.type(i).name() == TypeName.BIGINT) {
            try {
              value = Long.valueOf(values[i]);
            } catch (NumberFormatException e) {
              return "not a number: " + values[i];
            }
          }
          if (targets[i] >= 0) {
            BoxedValues.append(rows.column(targets[i]), value);
          }
        }
        return null;
      }

      @Override
      public boolean ignoresParseErrors() {
        return ignores;
      }
    };
  }

  @Override
  public RecordEncoder encoder(Options options, RowType record) {
    return (Batch batch, int row, ByteSink out) -> {
      for (int i = 0; i < record.size(); i++) {
        Object value = BoxedValues.get(batch.column(i), record.type(i), row);
        out.put(i == 0 ? "" : "|");
        out.put(value == null ? "" : value.toString());
      }
    };
  }
}
