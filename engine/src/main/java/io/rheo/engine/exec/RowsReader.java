package io.rheo.engine.exec;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.format.RecordEncoder;
import io.rheo.engine.format.json.JsonFormat;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.operator.LateRows;
import io.rheo.engine.option.Options;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.RowType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Rows that are there when the query starts: constants, and the errors of a table. */
final class RowsReader implements SourceReader {
  private static final Options NO_OPTIONS = new Options("late rows", Map.of());

  private final Iterator<Batch> batches;
  private boolean started;

  private RowsReader(List<Batch> batches) {
    this.batches = batches.iterator();
  }

  static RowsReader of(PhysicalNode.Values values) {
    return new RowsReader(batches(values.rowType(), values.rows()));
  }

  static RowsReader of(PhysicalNode.LateScan scan, LateRows late) {
    List<List<Object>> rows = new ArrayList<>();
    for (LateRows.Entry entry : late.entries()) {
      RecordEncoder encoder = new JsonFormat().encoder(NO_OPTIONS, entry.rowType());
      ByteSink text = new ByteSink();
      LongColumn times = (LongColumn) entry.rows().column(entry.timeColumn());
      for (int row = 0; row < entry.rows().rowCount(); row++) {
        text.clear();
        encoder.encode(entry.rows(), row, text);
        rows.add(
            Arrays.asList(
                entry.foundMillis(),
                entry.operator(),
                times.values()[row],
                entry.watermark(),
                new String(text.copy(), StandardCharsets.UTF_8)));
      }
    }
    return new RowsReader(batches(scan.rowType(), rows));
  }

  static RowsReader of(PhysicalNode.ErrorScan scan, List<ErrorLog> logs) {
    List<List<Object>> rows = new ArrayList<>();
    List<ErrorLog.Entry> entries = new ArrayList<>();
    logs.forEach(log -> entries.addAll(log.entries()));
    entries.sort(Comparator.comparingLong(ErrorLog.Entry::timeMillis));
    for (ErrorLog.Entry entry : entries) {
      rows.add(
          Arrays.asList(
              entry.timeMillis(),
              entry.partition(),
              entry.position(),
              entry.reason(),
              entry.raw()));
    }
    return new RowsReader(batches(scan.rowType(), rows));
  }

  private static List<Batch> batches(RowType rowType, List<List<Object>> rows) {
    List<Batch> result = new ArrayList<>();
    BatchBuilder builder = new BatchBuilder(rowType);
    for (List<Object> row : rows) {
      for (int column = 0; column < rowType.size(); column++) {
        BoxedValues.append(builder.column(column), row.get(column));
      }
      builder.endRow();
      if (builder.isFull()) {
        result.add(builder.build());
      }
    }
    if (!builder.isEmpty()) {
      result.add(builder.build());
    }
    return result;
  }

  @Override
  public Status poll(long waitNanos, SourceOutput out) {
    if (!started) {
      started = true;
      out.splitAdded(0, "0");
    }
    if (!batches.hasNext()) {
      return Status.FINISHED;
    }
    out.rows(0, batches.next());
    return Status.MORE;
  }

  @Override
  public void close() {} // holds nothing
}
