package io.rheo.engine.connector.kafka;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceReader.Status;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.type.RowType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A reader at work, and what it has handed out: each row as {@code split: values}. */
final class Reading implements SourceOutput, AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final long WAIT_NANOS = Duration.ofMillis(100).toNanos();

  final List<String> splits = new ArrayList<>();
  final List<String> events = new ArrayList<>(); // splits that caught up or finished
  final List<String> rows = new ArrayList<>();
  final List<Integer> batchSizes = new ArrayList<>();
  final ErrorLog errors = new ErrorLog();
  private final RowType rowType;
  private final List<Long> watermarks = new ArrayList<>();
  private int watermarkColumn = -1;
  private final SourceReader reader;

  Reading(SourceRequest request) {
    this(request, ParallelTasks.SEQUENTIAL);
  }

  Reading(SourceRequest request, ParallelTasks tasks) {
    rowType = request.rowType();
    SourceEnvironment environment = new SourceEnvironment(errors, Clock.systemUTC(), tasks);
    reader = Tables.CONNECTOR.source(request).open(environment);
  }

  /** Everything of a bounded table. */
  static Reading toEnd(SourceRequest request) throws InterruptedException {
    return toEnd(request, ParallelTasks.SEQUENTIAL);
  }

  static Reading toEnd(SourceRequest request, ParallelTasks tasks) throws InterruptedException {
    try (Reading reading = new Reading(request, tasks)) {
      reading.finish();
      return reading;
    }
  }

  Reading withWatermark(int column) {
    watermarkColumn = column;
    return this;
  }

  Status poll() throws InterruptedException {
    return reader.poll(WAIT_NANOS, this);
  }

  void finish() throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (poll() != Status.FINISHED) {
      checkDeadline(deadline);
    }
  }

  /** Polls until a condition holds. */
  void until(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      poll();
      checkDeadline(deadline);
    }
  }

  void untilRows(int count) throws InterruptedException {
    until(() -> rows.size() >= count);
  }

  void confirm() {
    reader.confirm();
  }

  List<String> sortedRows() {
    return rows.stream().sorted().toList();
  }

  @Override
  public void splitAdded(int split, String name) {
    if (split != splits.size()) {
      throw new AssertionError("split " + split + " after " + splits);
    }
    splits.add(name);
    watermarks.add(Long.MIN_VALUE);
  }

  @Override
  public void rows(int split, Batch batch) {
    batchSizes.add(batch.rowCount());
    for (int row = 0; row < batch.rowCount(); row++) {
      int index = row;
      rows.add(
          splits.get(split)
              + ": "
              + IntStream.range(0, rowType.size())
                  .mapToObj(c -> BoxedValues.get(batch.column(c), rowType.type(c), index))
                  .map(Reading::text)
                  .collect(Collectors.joining("|")));
      if (watermarkColumn >= 0) {
        long time = batch.longs(watermarkColumn)[row];
        watermarks.set(split, Math.max(time, watermarks.get(split)));
      }
    }
  }

  @Override
  public void splitCaughtUp(int split) {
    events.add(splits.get(split) + " caught up");
  }

  @Override
  public void splitBehind(int split) {
    events.add(splits.get(split) + " behind");
  }

  @Override
  public void splitFinished(int split) {
    events.add(splits.get(split) + " finished");
  }

  @Override
  public long watermark(int split) {
    return watermarks.get(split);
  }

  @Override
  public void close() {
    reader.close();
  }

  private void checkDeadline(long deadline) {
    if (System.nanoTime() > deadline) {
      List<String> last = rows.subList(Math.max(0, rows.size() - 5), rows.size());
      throw new AssertionError(
          rows.size() + " rows until the deadline, the last: " + last + ", " + events);
    }
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream().map(e -> e.getKey() + "=" + text(e.getValue())).toList() + "";
    }
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value + "";
  }

  static String[] values(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> i + "|n" + i).toArray(String[]::new);
  }

  static List<String> expected(String split, int from, int to) {
    return Arrays.stream(values(from, to)).map(value -> split + ": " + value).toList();
  }
}
