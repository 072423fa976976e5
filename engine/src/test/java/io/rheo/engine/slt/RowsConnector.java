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
import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.slt.Changelog.Change;
import io.rheo.engine.type.DataType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
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
  private final Map<String, Table> tables = new HashMap<>();
  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

  /**
   * A row was handed over, or a split ended.
   *
   * @param row its number; -1 if the split ended
   */
  record Event(int split, int row) {
    static final int END = -1;
  }

  private record Table(List<Change> changes, ChangelogMode mode) {}

  RowsConnector(Delivery delivery) {
    this.delivery = delivery;
  }

  /** Gives a table its rows: the cells of each as {@link CellText} reads them. */
  void put(String table, List<List<String>> rows) {
    List<Change> inserts = rows.stream().map(cells -> new Change(1, cells)).toList();
    tables.put(table.toLowerCase(Locale.ROOT), new Table(inserts, ChangelogMode.APPEND));
  }

  /**
   * Gives a table its changes; those of equal rows, or of rows with the same primary key in a table
   * of upserts, stay in order whatever the delivery.
   */
  void putChangelog(String table, List<Change> changes, ChangelogMode mode) {
    tables.put(table.toLowerCase(Locale.ROOT), new Table(List.copyOf(changes), mode));
  }

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public Source source(SourceRequest request) {
    Table table = tables.get(request.table().name().toLowerCase(Locale.ROOT));
    if (table == null) {
      throw new IllegalStateException("no rows were given for " + request.table().name());
    }
    return new Source() {
      @Override
      public boolean bounded() {
        return true;
      }

      @Override
      public ChangelogMode changelogMode() {
        return table.mode();
      }

      @Override
      public SourceReader open(SourceEnvironment environment) {
        return new Reader(request, table, delivery);
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

  /** What was handed over since the connector was made, in order. */
  List<Event> events() {
    return List.copyOf(events);
  }

  private final class Reader implements SourceReader {
    private final SourceRequest request;
    private final List<Change> changes;
    private final int splits;
    private final Delivery.BatchSizes sizes;
    private final List<ArrayDeque<Integer>> left = new ArrayList<>(); // rows of each split to come
    private final boolean[] finished;
    private boolean started;

    Reader(SourceRequest request, Table table, Delivery delivery) {
      this.request = request;
      this.changes = table.changes();
      this.splits = delivery.splits();
      this.sizes = delivery.sizes();
      this.finished = new boolean[splits];
      for (int split = 0; split < splits; split++) {
        left.add(new ArrayDeque<>());
      }
      for (int row = 0; row < changes.size(); row++) {
        left.get(Math.floorMod(order(table.mode(), row), splits)).add(row);
      }
    }

    /** Rows with the same number are in the same split. */
    private int order(ChangelogMode mode, int row) {
      List<String> cells = changes.get(row).cells();
      return switch (mode) {
        case APPEND -> row;
        case RETRACT -> cells.hashCode();
        case UPSERT ->
            request.table().primaryKeyColumns().stream().map(cells::get).toList().hashCode();
      };
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
        if (!finished[split] && (best < 0 || out.watermark(split) < out.watermark(best))) {
          best = split;
        }
      }
      return best;
    }

    private void readBatch(int split, SourceOutput out) {
      BatchBuilder batch = new BatchBuilder(request.rowType());
      int size = sizes.next();
      while (batch.rowCount() < size && !left.get(split).isEmpty()) {
        append(batch, left.get(split).remove(), split);
      }
      if (!batch.isEmpty()) {
        out.rows(split, batch.build());
      }
      if (left.get(split).isEmpty()) {
        events.add(new Event(split, Event.END));
        out.splitFinished(split);
        finished[split] = true;
      }
    }

    private void append(BatchBuilder batch, int row, int split) {
      events.add(new Event(split, row));
      List<Object> values = new ArrayList<>();
      for (int column : request.physical()) {
        DataType type = request.table().columns().type(column);
        values.add(TextValues.parse(type, changes.get(row).cells().get(column)));
      }
      for (var metadata : request.metadata()) {
        long value = metadata.key().equals("row") ? row : split;
        values.add(TextValues.parse(metadata.type(), Long.toString(value)));
      }
      for (int i = 0; i < values.size(); i++) {
        BoxedValues.append(batch.column(i), values.get(i));
      }
      batch.endRow(changes.get(row).weight());
    }

    @Override
    public void close() {}
  }
}
