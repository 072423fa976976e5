package io.rheo.engine.slt;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code 'connector' = 'rows'}: tables whose rows a test gives as text, handed over in the pieces
 * that a {@link Delivery} says. Bounded. Metadata columns: {@code row}, the number of the row from
 * 0, and {@code split}.
 */
final class RowsConnector implements Connector {
  private final Delivery delivery;
  private final Map<String, List<List<String>>> rowsByTable = new HashMap<>();

  RowsConnector(Delivery delivery) {
    this.delivery = delivery;
  }

  /** Gives a table its rows: the cells of each as {@link CellText} reads them. */
  void put(String table, List<List<String>> rows) {
    rowsByTable.put(table.toLowerCase(Locale.ROOT), List.copyOf(rows));
  }

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public Source source(SourceRequest request) {
    List<List<String>> rows = rowsByTable.get(request.table().name().toLowerCase(Locale.ROOT));
    if (rows == null) {
      throw new IllegalStateException("no rows were given for " + request.table().name());
    }
    return new Source() {
      @Override
      public boolean bounded() {
        return true;
      }

      @Override
      public SourceReader open(SourceEnvironment environment) {
        return new Reader(request, rows, delivery);
      }
    };
  }

  @Override
  public Sink sink(TableSpec table) {
    throw new OptionException(
        Kind.INVALID,
        "connector",
        "a table with 'connector' = 'rows' cannot be written to",
        "its rows are part of the test",
        "leave out WITH");
  }

  private static final class Reader implements SourceReader {
    private final SourceRequest request;
    private final List<List<String>> rows;
    private final int splits;
    private final Delivery.BatchSizes sizes;
    private final int[] positions; // next row of each split; -1: the split is finished
    private boolean started;

    Reader(SourceRequest request, List<List<String>> rows, Delivery delivery) {
      this.request = request;
      this.rows = rows;
      this.splits = delivery.splits();
      this.sizes = delivery.sizes();
      this.positions = new int[splits];
      for (int split = 0; split < splits; split++) {
        positions[split] = split;
      }
    }

    @Override
    public Status poll(long waitNanos, SourceOutput out) {
      if (!started) {
        started = true;
        for (int split = 0; split < splits; split++) {
          out.splitAdded(split, "split-" + split);
        }
      }
      int split = leastAdvanced(out);
      if (split < 0) {
        return Status.FINISHED;
      }
      readBatch(split, out);
      return Status.MORE;
    }

    private int leastAdvanced(SourceOutput out) {
      int best = -1;
      for (int split = 0; split < splits; split++) {
        boolean open = positions[split] >= 0;
        if (open && (best < 0 || out.watermark(split) < out.watermark(best))) {
          best = split;
        }
      }
      return best;
    }

    private void readBatch(int split, SourceOutput out) {
      BatchBuilder batch = new BatchBuilder(request.rowType());
      int size = sizes.next();
      while (batch.rowCount() < size && positions[split] < rows.size()) {
        append(batch, positions[split], split);
        positions[split] += splits;
      }
      if (!batch.isEmpty()) {
        out.rows(split, batch.build());
      }
      if (positions[split] >= rows.size()) {
        out.splitFinished(split);
        positions[split] = -1;
      }
    }

    private void append(BatchBuilder batch, int row, int split) {
      List<Object> values = new ArrayList<>();
      for (int column : request.physical()) {
        DataType type = request.table().columns().type(column);
        values.add(TextValues.parse(type, rows.get(row).get(column)));
      }
      for (var metadata : request.metadata()) {
        long value = metadata.key().equals("row") ? row : split;
        values.add(TextValues.parse(metadata.type(), Long.toString(value)));
      }
      for (int i = 0; i < values.size(); i++) {
        BoxedValues.append(batch.column(i), values.get(i));
      }
      batch.endRow();
    }

    @Override
    public void close() {}
  }
}
