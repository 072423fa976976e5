package io.rheo.engine.connector.stored;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.SinkWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends to a stored table; rows become visible with each flush.
 *
 * @param upsertKey the columns of the primary key, if it has one
 */
public record StoredSink(StoredTable table, List<Integer> upsertKey) implements Sink {
  @Override
  public boolean acceptsRetractions() {
    return !upsertKey.isEmpty();
  }

  @Override
  public SinkWriter open() {
    return new Writer();
  }

  private final class Writer implements SinkWriter {
    private final List<Batch> pending = new ArrayList<>();

    @Override
    public void write(Batch batch) {
      pending.add(batch);
    }

    @Override
    public void flush() {
      table.append(pending);
      pending.clear();
    }

    @Override
    public void close() {
      pending.clear();
    }
  }
}
