package io.rheo.engine.connector.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceReader.Status;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredTablesTest {
  private static final RowType COLUMNS =
      RowType.of(
          new Field("a", DataType.of(TypeName.BIGINT)),
          new Field("b", DataType.of(TypeName.BIGINT)));
  private static final SourceRequest SECOND_COLUMN =
      new SourceRequest(
          new TableSpec("T", COLUMNS, Map.of(), List.of()),
          List.of(1),
          List.of(),
          COLUMNS.select(1));

  private final StoredTables tables = new StoredTables();

  @Test
  void aBoundedReadEndsWithTheRowsThatWereThere() throws Exception {
    insert(1, 10);
    Rows rows = new Rows();
    try (SourceReader reader = reader(true)) {
      insert(2, 20);
      Status status = reader.poll(0, rows);
      while (status != Status.FINISHED) {
        status = reader.poll(0, rows);
      }
    }
    assertThat(rows.values).containsExactly(10L);
  }

  @Test
  void anUnboundedReadGoesOnWithEachInsertion() throws Exception {
    Rows rows = new Rows();
    try (SourceReader reader = reader(false)) {
      assertThat(reader.poll(0, rows)).isEqualTo(Status.IDLE);
      insert(1, 10);
      insert(2, 20);
      assertThat(reader.poll(0, rows)).isEqualTo(Status.MORE);
      assertThat(reader.poll(0, rows)).isEqualTo(Status.IDLE);
    }
    assertThat(rows.values).containsExactly(10L, 20L);
  }

  @Test
  void rowsAreSeenOnlyOnceTheyAreFlushed() throws Exception {
    try (SinkWriter writer = tables.sink(SECOND_COLUMN.table()).open()) {
      writer.write(batch(1, 10));
    }
    Rows rows = new Rows();
    try (SourceReader reader = reader(true)) {
      reader.poll(0, rows);
    }
    assertThat(rows.values).isEmpty();
  }

  private SourceReader reader(boolean bounded) {
    return tables
        .source(SECOND_COLUMN, bounded)
        .open(new SourceEnvironment(new ErrorLog(), Clock.systemUTC()));
  }

  private void insert(long a, long b) throws InterruptedException {
    try (SinkWriter writer = tables.sink(SECOND_COLUMN.table()).open()) {
      writer.write(batch(a, b));
      writer.flush();
    }
  }

  private static Batch batch(long a, long b) {
    return new Batch(
        new Column[] {new LongColumn(new long[] {a}, null), new LongColumn(new long[] {b}, null)},
        1);
  }

  private static final class Rows implements SourceOutput {
    final List<Long> values = new ArrayList<>();

    @Override
    public void splitAdded(int split, String name) {}

    @Override
    public void rows(int split, Batch batch) {
      for (int i = 0; i < batch.rowCount(); i++) {
        values.add(batch.longs(0)[i]);
      }
    }

    @Override
    public void splitCaughtUp(int split) {}

    @Override
    public void splitFinished(int split) {}

    @Override
    public long watermark(int split) {
      return Long.MIN_VALUE;
    }
  }
}
