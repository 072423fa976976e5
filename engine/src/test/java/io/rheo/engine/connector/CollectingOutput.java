package io.rheo.engine.connector;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.ValueText;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.type.RowType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Keeps what a reader hands out, as text, and what happened to its splits. */
public class CollectingOutput implements SourceOutput {
  private final RowType rowType;
  private final List<String> rows = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final Map<Integer, Long> watermarks = new HashMap<>();
  private final List<Integer> order = new ArrayList<>();

  public CollectingOutput(RowType rowType) {
    this.rowType = rowType;
  }

  /** Opens a table's connector by its options and reads until the rows end. */
  public static List<String> readAll(SourceRequest request, ErrorLog errors)
      throws InterruptedException {
    Source source = Connectors.require(request.table()).source(request);
    CollectingOutput output = new CollectingOutput(request.rowType());
    try (SourceReader reader = source.open(new SourceEnvironment(errors, Clock.systemUTC()))) {
      while (reader.poll(0, output) != SourceReader.Status.FINISHED) {
        if (output.rows.size() > 10_000_000) {
          throw new IllegalStateException("the source does not end");
        }
      }
    }
    return output.rows;
  }

  /** The rows so far, each as its values with commas between them. */
  public List<String> rows() {
    return rows;
  }

  /** Added, caught-up and finished splits, in order. */
  public List<String> events() {
    return events;
  }

  /** The splits that batches came from, in order. */
  public List<Integer> order() {
    return order;
  }

  public void setWatermark(int split, long watermark) {
    watermarks.put(split, watermark);
  }

  @Override
  public void splitAdded(int split, String name) {
    events.add("added " + split);
  }

  @Override
  public void rows(int split, Batch batch) {
    order.add(split);
    for (int row = 0; row < batch.rowCount(); row++) {
      rows.add(text(batch, rowType, row));
    }
  }

  /** One row as its values with commas between them. */
  public static String text(Batch batch, RowType rowType, int row) {
    return IntStream.range(0, rowType.size())
        .mapToObj(column -> ValueText.of(batch.column(column), rowType.type(column), row))
        .collect(Collectors.joining(","));
  }

  @Override
  public void splitCaughtUp(int split) {
    events.add("caught up " + split);
  }

  @Override
  public void splitFinished(int split) {
    events.add("finished " + split);
  }

  @Override
  public long watermark(int split) {
    return watermarks.getOrDefault(split, Long.MIN_VALUE);
  }
}
